// Text → tokens with positions → the terms under which a token is indexed.
import { hasHangul } from './hangul.js';
import { isParticle } from './stem.js';

// Runs of Hangul; flags; Latin words with what stands inside them (docker-compose.yml, /var/lib).
const TOKEN = /[가-힣ㄱ-ㅎㅏ-ㅣ]+|--?[a-z][a-z0-9-]*|[a-z0-9]+(?:[._\-/][a-z0-9]+)*/gi;
const INNER = /[._\-/]+/;

/** @param {string} text */
export function tokenize(text) {
  /** @type {import('./types.js').Token[]} */
  const tokens = [];
  let end = -1;
  for (const { 0: raw, index: at } of text.matchAll(TOKEN)) {
    // «docker는»: the particle of a Latin word is no word.
    if (at !== end || !isParticle(raw)) tokens.push({ raw, lower: raw.toLowerCase(), at });
    end = at + raw.length;
  }
  return tokens;
}

/** Stands between the words of a pair; no token holds it. */
export const JOINT = '␣';

/** @param {string} term */
export const partsOf = term => term.split(INNER).filter(Boolean);

/**
 * Terms of a token: a stem, or a Latin word whole, without its dashes and in parts.
 * @param {string} lower
 * @param {import('./types.js').Stem} stem
 */
export function termsOf(lower, stem) {
  if (hasHangul(lower)) return [stem(lower)];
  const word = lower.replace(/^-+/, '');
  const terms = word === lower ? [word] : [word, lower];
  const parts = partsOf(word);
  return parts.length > 1 ? [...terms, ...parts] : terms;
}

/**
 * Lower-case, composed (macOS hands out decomposed Hangul), without control characters, of bounded length.
 * @param {string} text
 * @param {number} maximum
 */
export function normalizeQuery(text, maximum) {
  // eslint-disable-next-line no-control-regex -- what a text may hold by accident and nobody searches
  const clean = text.slice(0, maximum).normalize('NFC').replace(/[\u0000-\u001f\u007f]+/g, ' ');
  // «했는데», as it is typed in a hurry.
  // («타겟을» is a word with a particle: of 겟 only what endings follow.)
  return clean.replace(/[햇됏켯](?=[가-힣])|겟(?=[어습다네는나죠])/g, syllable => String.fromCharCode(syllable.charCodeAt(0) + 1));
}
