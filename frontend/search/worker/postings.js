// Sections → postings: which term stands how often in which field of which section.
import { isSyllables } from './hangul.js';
import { isStopWord } from './stopwords.js';
import { JOINT, termsOf, tokenize } from './tokens.js';
import { createSplitter } from './compound.js';
import { BM25F, CODE, PAIR, PART } from './weights.js';

export const FIELD_NAMES = /** @type {const} */ (['title', 'page', 'text', 'also']);
const TITLE = 0;
const TEXT = 2;

// «docker ps», «volume create»: a command is more than its words.
export const GROUPS = new Set('compose container image volume network swarm service buildx builder system'.split(' '));
const COMMANDS = new Set('docker compose container image volume network run exec swarm service'.split(' '));

/**
 * The term of a command and the word after it, or null.
 * @param {string} one
 * @param {string} other
 */
export const pairOf = (one, other) => COMMANDS.has(one) && /^[a-z-]/.test(other) ? one + JOINT + other : null;

/**
 * «빌드 캐시» in a heading is also found as «빌드캐시».
 * @param {import('./types.js').Token[]} tokens
 * @param {import('./types.js').Stem} stem
 */
function neighbours(tokens, stem) {
  /** @type {string[]} */
  const pairs = [];
  tokens.forEach(({ lower, at, raw }, index) => {
    const next = tokens[index + 1];
    if (!next || next.at - at - raw.length !== 1 || !isSyllables(lower) || !isSyllables(next.lower)) return;
    if (stem(lower) !== lower || isStopWord(lower) || isStopWord(next.lower)) return;
    pairs.push(lower + stem(next.lower));
  });
  return pairs;
}

/** @typedef {{ title: string, page: string, text: string, also?: string }} Section in plain text */
/** @typedef {{ count: number, terms: string[] }} Part */

/**
 * Gives
 * - postings: term → Map(section → [in title, in page title, in text, in phrasings]),
 * - norms: for each field, by section: BM25's length normalisation,
 * - headings: by section, the Set of terms of its heading,
 * - vocabulary and split: the known words, and compounds cut into them.
 * @param {Section[]} sections
 * @param {{ stem: import('./types.js').Stem, members?: Iterable<string> }} words
 * @returns {import('./types.js').Built}
 */
export function buildPostings(sections, { stem, members = [] }) {
  /** @type {Map<string, string[]>} */
  const cache = new Map();
  /** @param {string} lower */
  const terms = lower => {
    let found = cache.get(lower);
    if (!found) cache.set(lower, found = termsOf(lower, stem));
    return found;
  };
  /** @type {[pair: string, section: number, field: number, count: number][]} */
  const pairs = [];
  // A lab runs many commands that it does not explain: lines of code count less than prose.
  /** @type {(number: number, field: number, text: string, count: number) => Part} */
  const read = (number, field, text, count) => {
    const tokens = tokenize(text);
    if (field !== TEXT) for (const pair of neighbours(tokens, stem)) pairs.push([pair, number, field, PAIR]);
    tokens.forEach((one, place) => {
      const other = tokens[place + 1];
      const pair = other?.at === one.at + one.raw.length + 1 ? pairOf(one.lower, other.lower) : null;
      if (pair) pairs.push([pair, number, field, count]);
    });
    return { count, terms: tokens.flatMap(token => terms(token.lower)) };
  };
  const fields = sections.map((section, number) => FIELD_NAMES.map((name, field) => {
    const text = section[name] ?? '';
    const code = text.replace(/^[^\t].*$/gm, '');
    return [
      read(number, field, code ? text.replace(/^\t.*$/gm, '') : text, 1),
      ...code.trim() ? [read(number, field, code, CODE)] : [],
    ];
  }));

  const vocabulary = new Set(fields.flat(2).flatMap(part => part.terms));
  for (const member of members) if (!/\s/.test(member)) vocabulary.add(member);
  const split = createSplitter(vocabulary);

  /** @type {import('./types.js').Postings} */
  const postings = new Map();
  /** @type {(term: string, section: number, field: number, count: number) => void} */
  const post = (term, section, field, count) => {
    let list = postings.get(term);
    if (!list) postings.set(term, list = new Map());
    let row = list.get(section);
    if (!row) list.set(section, row = [0, 0, 0, 0]);
    row[field] = (row[field] ?? 0) + count;
  };
  // Words repeat: what they are is asked once.
  /** @type {Map<string, { stop: boolean, parts: string[] }>} */
  const facts = new Map();
  /** @param {string} term */
  const factsOf = term => {
    let found = facts.get(term);
    if (!found) facts.set(term, found = { stop: isStopWord(term), parts: isSyllables(term) ? split(term) ?? [] : [] });
    return found;
  };
  const norms = FIELD_NAMES.map(() => new Float64Array(sections.length));
  fields.forEach((ofSection, section) => ofSection.forEach((parts, field) => {
    for (const { terms: list, count } of parts) {
      for (const term of list) {
        post(term, section, field, count);
        const { stop, parts } = factsOf(term);
        for (const part of parts) post(part, section, field, PART);
        const lengths = norms[field];
        if (!stop && lengths) lengths[section] = (lengths[section] ?? 0) + count;
      }
    }
  }));
  for (const [pair, section, field, count] of pairs) post(pair, section, field, count);

  for (const lengths of norms) {
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
    lengths.forEach((length, section) => { lengths[section] = 1 - BM25F.b + BM25F.b * length / mean; });
  }
  const headings = fields.map(ofSection => new Set(ofSection[TITLE]?.[0]?.terms.filter(term => !isStopWord(term))));
  return { postings, norms, headings, vocabulary, split };
}
