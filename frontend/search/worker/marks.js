// Where in a text the found terms stand.
import { hasHangul } from './hangul.js';
import { termsOf, tokenize } from './tokens.js';
import { raise } from './resolve.js';
import { MARKED } from './weights.js';

/** @type {Record<string, string>} */
const ENTITY = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** @param {string} text */
export const escapeHtml = text => text.replace(/[&<>]/g, letter => ENTITY[letter] ?? letter);

/**
 * Map(term → weight): by which terms the units found this section; compounds also by their parts.
 * @param {import('./types.js').Index} engine
 * @param {import('./types.js').Unit[]} units
 * @param {number} section
 */
export function hitsIn(engine, units, section) {
  /** @type {import('./types.js').Variants} */
  const hits = new Map();
  for (const { stop, worth, variants } of units) {
    if (stop || !worth.has(section)) continue;
    // A synonym is marked only where the typed word is not there.
    let best = 0;
    for (const [term, weight] of variants) {
      if (weight > best && term.split(' ').every(word => engine.postings.get(word)?.has(section))) best = weight;
    }
    for (const [term, weight] of variants) {
      if (weight < MARKED * best) continue;
      for (const word of term.includes(' ') ? term.split(' ') : [term]) {
        if (!engine.postings.get(word)?.has(section)) continue;
        raise(hits, word, weight);
        if (hasHangul(word) && !engine.vocabulary.has(word)) {
          for (const part of engine.split(word) ?? []) raise(hits, part, weight);
        }
      }
    }
  }
  return hits;
}

/**
 * The words of a text, their terms with the parts of compounds; kept, for the next letter asks again.
 * @param {import('./types.js').Index} engine
 * @param {string} text
 */
export function readText(engine, text) {
  let read = engine.readings.get(text);
  if (read) return read;
  read = tokenize(text).map(({ lower, at }) => {
    const terms = termsOf(lower, engine.stem);
    return { at, lower, terms: hasHangul(lower) ? [...terms, ...engine.split(terms[0] ?? '') ?? []] : terms };
  });
  engine.readings.set(text, read);
  return read;
}

/**
 * Where the hits stand in a plain text.
 * @param {import('./types.js').Index} engine
 * @param {string} text
 * @param {import('./types.js').Variants} hits
 */
export function findSpans(engine, text, hits) {
  /** @type {import('./types.js').Span[]} */
  const spans = [];
  if (!hits.size) return spans;
  for (const { lower, at, terms } of readText(engine, text)) {
    let start = Infinity;
    let end = 0;
    for (const term of terms) {
      if (!hits.has(term)) continue;
      const place = Math.max(0, lower.indexOf(term));
      start = Math.min(start, place);
      end = Math.max(end, Math.min(place + term.length, lower.length));
    }
    if (end) spans.push([at + start, at + end]);
  }
  return spans;
}

/**
 * The text between `from` and `to` as HTML, its spans in <mark>.
 * @param {string} text
 * @param {import('./types.js').Span[]} spans
 */
export function markSpans(text, spans, from = 0, to = text.length) {
  let html = '';
  let at = from;
  for (const [start, end] of spans) {
    if (start < at || end > to) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}
