// How the last word may go on: with a word of the glossary that stands in a heading.
import { toJamo } from './hangul.js';

/**
 * [] or [word]: the one that stands in most sections; none where the word is whole already.
 * @param {import('./types.js').Index} engine
 * @param {string} query
 */
export function suggest(engine, query) {
  const typed = (query.split(/[\s-]+/).at(-1) ?? '').toLowerCase();
  if (!typed || engine.thesaurus.members.has(typed) || engine.inHeading.has(typed)) return [];
  /** @param {string} term */
  const frequency = term => engine.postings.get(term)?.size ?? 0;
  const found = engine.lexicon.startingWith(toJamo(typed))
    .map(({ term }) => term)
    .filter(term => term.startsWith(typed) && engine.inHeading.has(term) && engine.thesaurus.members.has(term))
    .sort((one, other) => frequency(other) - frequency(one) || one.length - other.length);
  return found.slice(0, 1);
}
