// The two blocks of a section that say most of what was asked, cut around their first hit.
import { findSpans, markSpans } from './marks.js';
import { SHOWN } from './weights.js';

const CODE = '\t'; // the index begins lines of code blocks with it
const LEAD = 30; // characters shown before the first hit

/** @param {{ text: string, spans: import('./types.js').Span[], code: boolean }} block */
function cut({ text, spans, code }) {
  const first = spans[0]?.[0] ?? 0;
  const from = first > 0.6 * SHOWN.teaser ? Math.max(0, text.lastIndexOf(' ', first - LEAD)) : 0;
  const end = from + SHOWN.teaser;
  const blank = end < text.length ? text.lastIndexOf(' ', end) : -1; // whole words alone
  const to = end >= text.length ? text.length : blank > from ? blank : end;
  const html = (from ? '…' : '') + markSpans(text, spans, from, to) + (to < text.length ? '…' : '');
  return code ? `<p><code>${html}</code></p>` : `<p>${html}</p>`;
}

/**
 * HTML of at most two blocks; without hits the first block.
 * @param {import('./types.js').Index} engine
 * @param {string} text
 * @param {import('./types.js').Variants} hits
 */
export function teaserOf(engine, text, hits) {
  const blocks = text.split('\n').filter(Boolean).map((line, place) => {
    const code = line[0] === CODE;
    const block = code ? line.slice(1) : line;
    const spans = findSpans(engine, block, hits);
    const distinct = spans.length < 2 ? spans.length
      : new Set(spans.map(([start, end]) => block.slice(start, end).toLowerCase())).size;
    return { text: block, spans, code, place, distinct };
  });
  return [...blocks]
    .sort((one, other) => other.distinct - one.distinct || one.place - other.place)
    .slice(0, 2)
    .filter((block, rank) => block.distinct || !rank)
    .sort((one, other) => one.place - other.place)
    .map(cut)
    .join('');
}
