// Text → tokens with positions → the terms under which a token is indexed.
import { hasHangul } from './hangul.js';

// Runs of Hangul; flags; Latin words with what stands inside them (docker-compose.yml, /var/lib).
const TOKEN = /[가-힣ㄱ-ㅎㅏ-ㅣ]+|--?[a-z][a-z0-9-]*|[a-z0-9]+(?:[._\-/][a-z0-9]+)*/gi;
const INNER = /[._\-/]+/;

/** [{ raw, lower, at }]; `at` counts UTF-16 units from the start of the text. */
export function tokenize(text) {
  const tokens = [];
  for (const match of text.matchAll(TOKEN)) {
    tokens.push({ raw: match[0], lower: match[0].toLowerCase(), at: match.index });
  }
  return tokens;
}

export const partsOf = term => term.split(INNER).filter(Boolean);

/** Terms of a token: a stem, or a Latin word whole, without its dashes and in parts. */
export function termsOf(lower, stem) {
  if (hasHangul(lower)) return [stem(lower)];
  const word = lower.replace(/^-+/, '');
  const terms = word === lower ? [word] : [word, lower];
  const parts = partsOf(word);
  return parts.length > 1 ? [...terms, ...parts] : terms;
}

/** Lower-case, composed (macOS hands out decomposed Hangul), without control characters, of bounded length. */
export function normalizeQuery(text, maximum = 200) {
  // eslint-disable-next-line no-control-regex
  return String(text ?? '').slice(0, maximum * 4).normalize('NFC').replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, maximum);
}
