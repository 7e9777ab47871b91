// Ranked entries → rows of the list. A row is a group: the page's own entry, which labels it, then what was found there.
// `score` of the label is 0 where the page itself was not found; rows to be folded have a negative one.
import { escapeHtml, findSpans, hitsIn, markSpans } from './marks.js';
import { suggest } from './suggest.js';
import { teaserOf } from './teaser.js';
import { unknownWords } from './unknown.js';
import { ASPECT, PASTED, SHOWN } from './weights.js';

const MARKABLE = /^[가-힣]+$|^[a-z0-9][a-z0-9._/-]+$/;

/** @typedef {import('./types.js').Doc} Doc */
/** @typedef {import('./types.js').Engine} Engine */
/** @typedef {import('./types.js').Result} Result */
/** @typedef {import('../dialog/types.js').Entry} Entry */
/** @typedef {{ result: Result, folded: Result[] }} Row */
/** @typedef {{ kind?: import('../dialog/types.js').Kind, partial?: boolean, suggest?: boolean }} Options */

/**
 * What each filter of the dialog lets through.
 * @type {Partial<Record<import('../dialog/types.js').Kind, Set<string>>>}
 */
const FILTERS = {
  question: new Set(['question', 'followup', 'wrong']),
  command: new Set(['command']),
  error: new Set(['error']),
  lab: new Set(['lab']),
};

/**
 * How many results each filter would show.
 * @param {Result[]} ranked
 * @param {Engine} engine
 */
function countKinds(ranked, engine) {
  /** @type {Record<import('../dialog/types.js').Kind, number>} */
  const counts = { all: ranked.length, question: 0, command: 0, error: 0, lab: 0 };
  for (const { section } of ranked) {
    const { kind = '' } = engine.docOf(section);
    for (const [name, kinds] of Object.entries(FILTERS)) {
      if (kinds.has(kind)) counts[/** @type {import('../dialog/types.js').Kind} */ (name)]++;
    }
  }
  return counts;
}

/**
 * The rows in the order of their scores, and what of the same page is folded below one.
 * @param {Result[]} ranked
 * @param {Engine} engine
 */
export function rowsOf(ranked, engine) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<Doc, Row[]>} page → its rows */
  const pages = new Map();
  /** @type {Map<string, number>} question → how many rows it and its follow-ups have */
  const questions = new Map();
  for (const result of ranked) {
    const doc = engine.docOf(result.section);
    const page = engine.headOf(doc);
    const question = doc.in ? `${page.location}#${doc.in}` : doc.location;
    const ofPage = pages.get(page) ?? [];
    pages.set(page, ofPage);
    const of = questions.get(question) ?? 0;
    if (rows.length < SHOWN.rows && ofPage.length < SHOWN.ofPage && of < SHOWN.ofQuestion) {
      /** @type {Row} */
      const row = { result, folded: [] };
      rows.push(row);
      ofPage.push(row);
      questions.set(question, of + 1);
    } else {
      const above = ofPage.at(-1);
      if (above && above.folded.length < SHOWN.folded) above.folded.push(result);
    }
  }
  return rows;
}

/**
 * Words for the marks on the page (true) and words that are missing (false). What was typed is marked as it was typed.
 * @param {Engine} engine
 * @param {import('./types.js').Unit[]} units
 * @param {number} section
 * @param {boolean} silent
 */
function termsOfResult({ postings, vocabulary, split, docOf }, units, section, silent) {
  /** @param {string} word */
  const written = word => vocabulary.has(word) ? word : split(word) ?? word; // «빌드캐시» is marked as two words
  /** @type {Record<string, boolean>} */
  const terms = {};
  const { title, text } = docOf(section);
  const whole = `${title}\n${text}`.toLowerCase();
  for (const { token, stop, share, worth, places, variants } of units) {
    if (!token || stop) continue;
    if (worth.has(section)) {
      if (/[._/-]/.test(token.lower) && whole.includes(token.lower)) {
        terms[token.lower] = true;
        continue;
      }
      const found = [...variants].sort((one, other) => other[1] - one[1]).map(([term]) => term.split(' '))
        .filter(words => words.every(word => MARKABLE.test(word) && postings.get(word)?.has(section)));
      const single = found.filter(words => !words[1]).slice(0, SHOWN.marks);
      for (const word of (single.length ? single : found.slice(0, 1)).flat().flatMap(written)) terms[word] = true;
      continue;
    }
    if (silent || share <= ASPECT) continue; // neither ids of a message nor «차이» are missed
    const inPhrase = units.some(unit => !unit.token && unit.places.includes(places[0] ?? -1) && unit.worth.has(section));
    if (!inPhrase) terms[token.raw] = false;
  }
  return terms;
}

/**
 * What a row shows beside its teaser: the answer of the best question, cause and remedy of an error, a command.
 * @param {Doc} doc
 * @param {{ first: boolean, best: boolean, line: number, pasted: boolean }} row
 * @param {(text: string) => string} marked
 * @returns {Partial<Pick<Entry, 'copy' | 'answer' | 'card'>>}
 */
function extrasOf(doc, { first, best, line, pasted }, marked) {
  const [head = '', ...rest] = doc.text.split('\n');
  if (doc.kind === 'command') return { copy: doc.title };
  if (doc.kind === 'question' && best && head) return { answer: marked(head) };
  if (doc.kind === 'error' && first && (pasted || line >= PASTED.card)) {
    const place = rest.findIndex(text => text[0] !== '\t');
    const remedy = rest[place];
    if (remedy === undefined) return {};
    return {
      card: {
        cause: marked(head),
        look: rest.slice(0, place).map(text => escapeHtml(text.slice(1))),
        remedy: marked(remedy),
      },
    };
  }
  return {};
}

/**
 * The message's data: titles and texts are HTML in which only we wrote tags. `kind` of the options: the filter; `partial`:
 * the texts are not there yet, so that nothing is told as missing.
 * @param {Engine} engine
 * @param {string} query
 * @param {Options} options
 * @returns {import('../dialog/types.js').Answer}
 */
export function answer(engine, query, options = {}) {
  const { units, ranked, pasted } = engine.search(query);
  const { partial = false, kind = 'all' } = options;
  const counts = countKinds(ranked, engine);
  const kinds = FILTERS[kind];
  const rows = rowsOf(kinds ? ranked.filter(({ section }) => kinds.has(engine.docOf(section).kind ?? '')) : ranked, engine);
  // Among the first rows: one further down would be a surprise.
  const best = rows.slice(0, SHOWN.answers).findIndex(({ result }) => engine.docOf(result.section).kind === 'question');
  let teasers = 0;
  /** @type {(result: Result, score: number, place: number) => Entry} */
  const entryOf = ({ section, line }, score, place) => {
    const doc = engine.docOf(section);
    const shown = teasers++ < SHOWN.teasers;
    const hits = shown ? hitsIn(engine, units, section) : new Map();
    /** @param {string} text */
    const marked = text => markSpans(text, findSpans(engine, text, hits));
    const under = engine.underOf(doc);
    return {
      location: doc.location,
      title: marked(doc.title),
      text: shown ? teaserOf(engine, doc.text, hits) : '',
      score,
      terms: shown ? termsOfResult(engine, units, section, pasted || partial) : {},
      kind: doc.kind ?? '',
      ...under && { under: escapeHtml(under.title) },
      ...extrasOf(doc, { first: place === 0, best: place >= 0 && place === best, line, pasted }, marked),
    };
  };
  const items = rows.map(({ result, folded }, place) => {
    const head = engine.headOf(engine.docOf(result.section));
    const own = engine.docOf(result.section) === head;
    const entry = entryOf(result, result.score, place);
    const label = { location: head.location, title: escapeHtml(head.title), text: '', score: 0, terms: {}, kind: '' };
    const rest = folded.map(each => entryOf(each, -1, -1));
    return own ? [entry, ...rest] : [label, entry, ...rest];
  });
  return {
    items, counts, total: kinds ? counts[kind] : ranked.length, pasted,
    partial,
    unknown: pasted || partial ? [] : unknownWords(units),
    ...options.suggest && { suggest: suggest(engine, query) },
  };
}
