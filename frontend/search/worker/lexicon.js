// All terms in the order of their jamo, and the ways to look one up: by its beginning, by its
// initial consonants, by its sound, by the fewest edits.
import { commonPrefix, differingLetters, editDistance, letterSet } from './distance.js';
import { hasHangul, isSyllables, toInitials, toJamo } from './hangul.js';
import { soundOf, vowelsAgree } from './sound.js';
import { isStopWord } from './stopwords.js';
import { LIMIT } from './weights.js';

/** @typedef {{ term: string, jamo: string, hangul: boolean, letters: number }} Entry */

/**
 * The first place in a sorted list whose key is not below.
 * @template T
 * @param {T[]} list
 * @param {string} key
 * @param {(entry: T, key: string) => boolean} below
 */
function lowerBound(list, key, below) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below(/** @type {T} */ (list[middle]), key)) low = middle + 1; else high = middle;
  }
  return low;
}

/**
 * @template T
 * @param {() => T} make
 */
const memo = make => {
  /** @type {T | undefined} */
  let value;
  return () => value ??= make();
};

/** @param {string[]} terms each once */
export function createLexicon(terms) {
  /** @type {Entry[]} */
  const entries = terms
    .map(term => ({ term, jamo: toJamo(term), hangul: hasHangul(term), letters: 0 }))
    .sort((one, other) => one.jamo < other.jamo ? -1 : 1);
  const known = new Set(terms);
  /** @param {string} jamo */
  const placeOf = jamo => lowerBound(entries, jamo, (entry, key) => entry.jamo < key);

  /**
   * Entries whose jamo begin so.
   * @param {string} jamo
   */
  function startingWith(jamo, maximum = LIMIT.prefixes) {
    /** @type {Entry[]} */
    const found = [];
    for (let place = placeOf(jamo); found.length < maximum; place++) {
      const entry = entries[place];
      if (!entry?.jamo.startsWith(jamo)) break;
      found.push(entry);
    }
    return found;
  }

  const initials = memo(() => entries
    .filter(({ term }) => term.length > 1 && isSyllables(term) && !isStopWord(term))
    .map(({ term }) => ({ term, initials: toInitials(term) }))
    .sort((one, other) => one.initials < other.initials ? -1 : 1));

  /**
   * The words whose initial consonants begin so.
   * @param {string} typed
   */
  function byInitials(typed) {
    const list = initials();
    const start = lowerBound(list, typed, (entry, key) => entry.initials < key);
    const end = list.findIndex(({ initials }, place) => place >= start && !initials.startsWith(typed));
    return list.slice(start, end < 0 ? list.length : end);
  }

  const sounds = memo(() => {
    /** @type {Map<string, { term: string, hangul: boolean, vowels: number }[]>} */
    const table = new Map();
    for (const { term, hangul } of entries) {
      if (isStopWord(term) || !(hangul ? isSyllables(term) : /^[a-z]+$/.test(term))) continue;
      const { consonants, vowels } = soundOf(term);
      const alike = table.get(consonants) ?? [];
      if (!alike.length) table.set(consonants, alike);
      alike.push({ term, hangul, vowels });
    }
    return table;
  });

  /**
   * Terms of the other script that sound like the word.
   * @param {string} word
   */
  function soundingLike(word) {
    const { consonants, vowels } = soundOf(word);
    if (consonants.replace(/^v/, '').length < LIMIT.soundConsonants) return [];
    const hangul = hasHangul(word);
    return (sounds().get(consonants) ?? [])
      .filter(entry => entry.hangul !== hangul && Math.abs(entry.vowels - vowels) < 2
        && (hangul ? vowelsAgree(word, entry.term) : vowelsAgree(entry.term, word)))
      .map(entry => entry.term);
  }

  // For the search by edits: entries by script and length, without words that carry no subject.
  const byLength = memo(() => {
    /** @type {{ true: Entry[][], false: Entry[][] }} */
    const table = { true: [], false: [] };
    for (const entry of entries) {
      if (isStopWord(entry.term)) continue;
      entry.letters = letterSet(entry.jamo);
      (table[`${entry.hangul}`][entry.jamo.length] ??= []).push(entry);
    }
    return table;
  });

  /**
   * The words of the same script with the fewest edits, at most `maximum`.
   * @param {string} word
   * @param {number} maximum
   */
  function nearest(word, maximum) {
    const jamo = toJamo(word);
    const letters = letterSet(jamo);
    const table = byLength()[`${hasHangul(word)}`];
    let distance = maximum;
    /** @type {string[]} */
    let found = [];
    for (let length = jamo.length - maximum; length <= jamo.length + maximum; length++) {
      for (const entry of table[length] ?? []) {
        if (differingLetters(letters, entry.letters) > 2 * distance) continue;
        // A word two edits away is a misspelling only when it is long or both begin alike.
        const alike = commonPrefix(jamo, entry.jamo) >= (jamo.length < 10 ? LIMIT.alike : 0);
        const limit = alike ? distance : Math.min(1, distance);
        const edits = editDistance(jamo, entry.jamo, limit);
        // «암호화폐» is a word of its own, not 암호화 misspelt: nobody types a syllable too many.
        if (edits > limit || edits > 1 && jamo.startsWith(entry.jamo)) continue;
        if (edits < distance) [distance, found] = [edits, []];
        found.push(entry.term);
      }
    }
    return { terms: found, distance };
  }

  /** Builds the tables that a first misspelling would have to wait for. */
  const warm = () => { initials(); sounds(); byLength(); };

  return { has: (/** @type {string} */ term) => known.has(term), startingWith, byInitials, soundingLike, nearest, warm };
}
