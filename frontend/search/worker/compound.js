// 합성어: a long word as words that the site knows («컨테이너런타임» → 컨테이너, 런타임).
import { isSyllables } from './hangul.js';
import { isStopWord } from './stopwords.js';

const SHORTEST_PART = 2;
const LONGEST_PART = 12;

// «컨테이너간통신»: what one syllable between two words says of them, and nothing else.
const BETWEEN = new Set(['간']);

/**
 * A function from a word to its fewest known parts, or null.
 * @param {Set<string>} vocabulary
 * @returns {import('./types.js').Split}
 */
export function createSplitter(vocabulary) {
  /** @type {Map<string, string[] | null>} */
  const known = new Map();

  /** @param {string} word */
  function split(word) {
    if (!isSyllables(word) || word.length < 2 * SHORTEST_PART) return null;
    /** @type {(string[] | undefined)[]} best[end]: the fewest parts that make up word.slice(0, end) */
    const best = [[]];
    for (let end = SHORTEST_PART; end <= word.length; end++) {
      if (BETWEEN.has(word.charAt(end - 1)) && best[end - 1]?.length && end < word.length) best[end] = best[end - 1];
      for (let start = Math.max(0, end - LONGEST_PART); start <= end - SHORTEST_PART; start++) {
        const part = word.slice(start, end);
        const before = best[start];
        if (!before || part === word || !vocabulary.has(part) || isStopWord(part)) continue;
        if ((best[end]?.length ?? Infinity) > before.length + 1) best[end] = [...before, part];
      }
    }
    return best[word.length] ?? null;
  }

  return word => {
    let parts = known.get(word);
    if (parts === undefined) known.set(word, parts = split(word));
    return parts;
  };
}

/** A sentence that somebody typed without a blank has at least so many syllables. */
const RUN = 8;

/**
 * The words of a sentence without blanks, of which the site knows at least half: «도커로그어디서봐요» → 도커, 로그, 어디서봐요.
 * @param {string} word
 * @param {(part: string) => boolean} knows
 * @returns {string[] | null}
 */
export function partRun(word, knows) {
  if (!isSyllables(word) || word.length < RUN) return null;
  /** @typedef {{ covered: number, parts: { from: number, to: number, known: boolean }[] }} Reading */
  /** @type {Reading[]} best[end]: the reading of word.slice(0, end) that knows the most syllables, in the fewest parts */
  const best = [{ covered: 0, parts: [] }];
  for (let end = 1; end <= word.length; end++) {
    const before = /** @type {Reading} */ (best[end - 1]);
    const last = before.parts.at(-1);
    const gap = last && !last.known ? { ...last, to: end } : { from: end - 1, to: end, known: false };
    let found = { covered: before.covered, parts: [...before.parts.slice(0, last && !last.known ? -1 : undefined), gap] };
    for (let from = Math.max(0, end - LONGEST_PART); from <= end - SHORTEST_PART; from++) {
      const { covered, parts } = /** @type {Reading} */ (best[from]);
      const more = covered + end - from - found.covered;
      if (more < 0 || more === 0 && parts.length + 1 >= found.parts.length || !knows(word.slice(from, end))) continue;
      found = { covered: covered + end - from, parts: [...parts, { from, to: end, known: true }] };
    }
    best[end] = found;
  }
  const { covered, parts } = /** @type {Reading} */ (best[word.length]);
  if (2 * covered < word.length || parts.filter(({ known }) => known).length < 2) return null;
  return parts.map(({ from, to }) => word.slice(from, to)).filter(part => part.length >= SHORTEST_PART);
}
