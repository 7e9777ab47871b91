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
