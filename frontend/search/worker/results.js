// Ranked entries → rows of the list. A row is a group: the page's own entry, which labels it, then what was found there.
// `score` of the label is 0 where the page itself was not found; rows to be folded have a negative one.
import { escapeHtml, findSpans, hitsIn, markSpans } from './marks.js';
import { suggest } from './suggest.js';
import { teaserOf } from './teaser.js';
import { unknownWords } from './unknown.js';
import { ASPECT, PASTED, SHOWN } from './weights.js';

const MARKABLE = /^[가-힣]+$|^[a-z0-9][a-z0-9._/-]+$/;

/** What each filter of the dialog lets through. */
const FILTERS = {
  question: new Set(['question', 'followup', 'wrong']),
  command: new Set(['command']),
  error: new Set(['error']),
  lab: new Set(['lab']),
};

/** How many results each filter would show. */
function countKinds(ranked, docs) {
  const counts = { all: ranked.length, question: 0, command: 0, error: 0, lab: 0 };
  for (const { section } of ranked) {
    for (const [name, kinds] of Object.entries(FILTERS)) if (kinds.has(docs[section].kind)) counts[name]++;
  }
  return counts;
}

/** [{ result, folded }]: the rows in the order of their scores, and what of the same page is folded below one. */
export function rowsOf(ranked, engine) {
  const rows = [];
  const pages = new Map(); // page → its rows
  const questions = new Map(); // question → how many rows it and its follow-ups have
  for (const result of ranked) {
    const doc = engine.docs[result.section];
    const page = engine.headOf(doc);
    const question = doc.in ? `${page.location}#${doc.in}` : doc.location;
    const ofPage = pages.get(page) ?? [];
    pages.set(page, ofPage);
    const of = questions.get(question) ?? 0;
    if (rows.length < SHOWN.rows && ofPage.length < SHOWN.ofPage && of < SHOWN.ofQuestion) {
      const row = { result, folded: [] };
      rows.push(row);
      ofPage.push(row);
      questions.set(question, of + 1);
    } else if (ofPage.length && ofPage.at(-1).folded.length < SHOWN.folded) {
      ofPage.at(-1).folded.push(result);
    }
  }
  return rows;
}

/** Words for the marks on the page (true) and words that are missing (false). What was typed is marked as it was typed. */
function termsOfResult({ postings, vocabulary, split, docs }, units, section, silent) {
  const written = word => vocabulary.has(word) ? word : split(word) ?? word; // «빌드캐시» is marked as two words
  const terms = {};
  const { title, text } = docs[section];
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
    const inPhrase = units.some(unit => !unit.token && unit.places.includes(places[0]) && unit.worth.has(section));
    if (!inPhrase) terms[token.raw] = false;
  }
  return terms;
}

/** What a row shows beside its teaser: the answer of the best question, cause and remedy of an error, a command. */
function extrasOf(doc, { first, best, line, pasted }, marked) {
  const lines = doc.text.split('\n');
  if (doc.kind === 'command') return { copy: doc.title };
  if (doc.kind === 'question' && best && lines[0]) return { answer: marked(lines[0]) };
  if (doc.kind === 'error' && first && (pasted || line >= PASTED.card)) {
    const remedy = lines.findIndex((text, place) => place > 0 && text[0] !== '\t');
    if (remedy < 0) return {};
    return {
      card: {
        cause: marked(lines[0]),
        look: lines.slice(1, remedy).map(text => escapeHtml(text.slice(1))),
        remedy: marked(lines[remedy]),
      },
    };
  }
  return {};
}

/**
 * The message's data: { items, counts, total, unknown, pasted, partial, suggest? }; titles and texts are HTML in which only
 * we wrote tags. `kind` of the options: the filter; `partial`: the texts are not there yet, so that nothing is told as missing.
 */
export function answer(engine, query, options = {}) {
  const { units, ranked, pasted } = engine.search(query);
  const { partial = false } = options;
  const counts = countKinds(ranked, engine.docs);
  const kinds = FILTERS[options.kind];
  const rows = rowsOf(kinds ? ranked.filter(({ section }) => kinds.has(engine.docs[section].kind)) : ranked, engine);
  // Among the first rows: one further down would be a surprise.
  const best = rows.slice(0, SHOWN.answers).findIndex(({ result }) => engine.docs[result.section].kind === 'question');
  let teasers = 0;
  const entryOf = ({ section, line }, score, place) => {
    const doc = engine.docs[section];
    const shown = teasers++ < SHOWN.teasers;
    const hits = shown ? hitsIn(engine, units, section) : new Map();
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
    const head = engine.headOf(engine.docs[result.section]);
    const own = engine.docs[result.section] === head;
    const entry = entryOf(result, result.score, place);
    const label = { location: head.location, title: escapeHtml(head.title), text: '', score: 0, terms: {}, kind: '' };
    const rest = folded.map(each => entryOf(each, -1, -1));
    return own ? [entry, ...rest] : [label, entry, ...rest];
  });
  return {
    items, counts, total: kinds ? counts[options.kind] : ranked.length, pasted,
    partial,
    unknown: pasted || partial ? [] : unknownWords(units),
    ...options.suggest && { suggest: suggest(engine, query) },
  };
}
