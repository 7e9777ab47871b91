// How the last word may go on. The dialog shows it only where it begins with what was typed.
import { toJamo } from './hangul.js';

/** [] or [word]: a word of a heading, the one that stands in most sections. */
export function suggest(engine, query) {
  const typed = query.split(/[\s-]+/).at(-1).toLowerCase();
  if (!typed) return [];
  const frequency = term => engine.postings.get(term)?.size ?? 0;
  const found = engine.lexicon.startingWith(toJamo(typed))
    .map(({ term }) => term)
    .filter(term => term !== typed && term.startsWith(typed) && engine.inHeading.has(term) && engine.vocabulary.has(term))
    .sort((one, other) => frequency(other) - frequency(one) || one.length - other.length);
  return found.slice(0, 1);
}
