// Headings and readers' phrasings as lines: how much of one was asked for, by what its words are worth.
import { isAspect, isStopWord } from './stopwords.js';
import { ASPECT, COMMON } from './weights.js';

/** @typedef {{ terms: string[], worth: number, also: boolean }} Line */

/**
 * The lines of each section, their words by their rarity.
 * @param {{ title: string, also?: string }[]} docs
 * @param {(text: string) => string[][]} read a text → the terms of each of its words
 * @param {(term: string) => number} rarityOf
 */
export function createLines(docs, read, rarityOf) {
  /** @type {(Line[] | undefined)[]} */
  const known = [];
  /** @param {string} text @param {boolean} also @returns {Line} */
  const line = (text, also) => {
    const words = read(text).map(terms => terms[0] ?? '').filter(term => !isStopWord(term));
    const terms = [...new Set(words)];
    return { terms, worth: terms.reduce((sum, term) => sum + worthOf(term), 0), also };
  };
  /** @param {string} term */
  const worthOf = term => (COMMON + rarityOf(term)) * (isAspect(term) ? ASPECT : 1);

  /** @param {number} section */
  const linesOf = section => known[section] ??= [
    line(docs[section]?.title ?? '', false),
    ...(docs[section]?.also ?? '').split('\n').filter(Boolean).map(text => line(text, true)),
  ];
  return { linesOf, worthOf };
}
