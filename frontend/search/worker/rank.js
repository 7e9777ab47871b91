// Units → the sections that answer, best first: what each word is worth there, and then how well titles, phrasings and
// the neighbourhood of the words say what was asked.
import { hasHangul } from './hangul.js';
import { nearness } from './near.js';
import { raise } from './resolve.js';
import { asksInEnglish, tellsOfFailure } from './stopwords.js';
import { TYPED } from './units.js';
import { ALL_ASKED, ASIDE, ASPECT, CALM, COMMON, DEFINES, FAILING, HEADING_COVERED, HOME_DEFINED, HOME_PAGE, HOME_SECTION, LIMIT, LINE, LOOKUP, MESSAGE, NEAR, PASTED, PHRASE, STRONG, TITLED, WEAK } from './weights.js';

/** @typedef {import('./types.js').Index} Index */
/** @typedef {import('./types.js').Unit} Unit */
/** @typedef {import('./types.js').Word} Word */
/** @typedef {import('./types.js').Result} Result */
/** @typedef {import('./types.js').AskedTerms} AskedTerms */

/**
 * The pages and sections that explain what was asked, if the glossary or the table of commands knows them.
 * @param {Index} index
 * @param {Unit[]} units
 */
const homesOf = ({ thesaurus }, units) => new Set(units.filter(unit => !unit.stop).flatMap(unit =>
  [...unit.variants].filter(([, weight]) => weight >= STRONG).flatMap(([term]) => thesaurus.homes.get(term) ?? [])));

/**
 * Which words of a line were asked for.
 * @param {Unit[]} units
 */
function askedTerms(units) {
  /** @type {AskedTerms} */
  const asked = new Map();
  for (const { stop, strong, places } of units) {
    if (stop) continue;
    for (const { terms, weight } of strong) {
      for (const word of terms) {
        const found = asked.get(word) ?? [];
        if (!found.length) asked.set(word, found);
        for (const place of places) found.push([place, weight]);
      }
    }
  }
  return asked;
}

/**
 * How much of the heading was asked for, and how well the best line says the query.
 * @param {Index} index
 * @param {number} section
 * @param {Word[]} words
 * @param {AskedTerms} asked
 * @param {number} whole what all words are worth
 */
function compare(index, section, words, asked, whole) {
  let heading = 0;
  let line = 0;
  for (const { terms, worth, also } of index.linesOf(section)) {
    if (!worth) continue;
    let said = 0;
    /** @type {Map<number, number>} */
    const places = new Map();
    for (const term of terms) {
      const found = asked.get(term);
      if (!found) continue;
      for (const [place, weight] of found) raise(places, place, weight);
      said += index.worthOf(term) * Math.max(...found.map(([, weight]) => weight));
    }
    if (!said) continue;
    if (!also) heading = said / worth;
    let query = 0;
    for (const [place, weight] of places) query += weight * (words[place]?.share ?? 0) * (words[place]?.rarity ?? 0);
    line = Math.max(line, Math.min(1, said / worth) * Math.min(1, query / whole));
  }
  return { heading: Math.min(1, heading), line };
}

/**
 * How much of what was asked stands in the titles of a section: its own, its question's, its page's.
 * @param {Index} index
 * @param {number} section
 * @param {Word[]} words
 * @param {number} whole
 */
function titled({ postings }, section, words, whole) {
  /** @param {string} word */
  const inTitle = word => {
    const [title, page] = postings.get(word)?.get(section) ?? [0, 0];
    return title + page > 0;
  };
  let sum = 0;
  for (const { stop, share, rarity, strong, worth } of words) {
    if (stop || !worth.has(section)) continue;
    let best = 0;
    for (const { terms, weight } of strong) if (weight > best && terms.every(inTitle)) best = weight;
    sum += share * rarity * best;
  }
  return sum / whole;
}

/**
 * Whether what a follow-up hangs on was asked for too: «이미지를 다시 만들어야 하나요?» goes on about one thing only.
 * @param {Index} index
 * @param {number} section
 * @param {AskedTerms} asked
 */
const asksAbove = (index, section, asked) => [...asked.keys()].some(term => index.postings.get(term)?.get(section)?.[1]);

/** @param {string} text */
const plain = text => ` ${text.toLowerCase().replace(/[^a-z0-9가-힣]+/g, ' ').trim()} `;

/**
 * The Latin words of a query that are a program's message, typed without what surrounds it: «port is already allocated», or ''.
 * @param {Word[]} words
 */
function messageOf(words) {
  const latin = words.filter(({ token }) => !hasHangul(token.lower)).map(({ token }) => token.lower);
  const sentence = words.length - latin.length >= latin.length;
  return latin.length < MESSAGE || sentence || TYPED.test(latin[0] ?? '') ? '' : plain(latin.join(' '));
}

/**
 * Whether a row of the dictionary, in one of its wordings, holds a message whole.
 * @param {import('./types.js').Doc} doc
 * @param {string} message
 */
const saysAll = ({ title, also = '' }, message) => [title, ...also.split('\n')].some(line => plain(line).includes(message));

/** Kinds of rows that stand inside a question, a lab or a table. */
const INNER = new Set(['followup', 'wrong', 'error', 'command', 'lab']);
const ASKS_WHAT = /무엇인가요|무엇이고|란 |이란/;

/**
 * Whether a word is no flag, path or number.
 * @param {Word} word
 */
const hasLetters = ({ token }) => /^[가-힣a-z][가-힣a-z0-9]*$/.test(token.lower);

/**
 * @param {Result} one
 * @param {Result} other
 */
const descending = (one, other) => other.score - one.score || one.section - other.section;

/**
 * The results, best first; what is far below the best is left out.
 * @param {Index} index
 * @param {Unit[]} units
 * @returns {Result[]}
 */
export function rank(index, units, { pasted = false } = {}) {
  const words = units.filter(/** @returns {unit is Word} */ unit => unit.token !== undefined);
  const phrases = units.filter(unit => !unit.token);
  const homes = homesOf(index, units);
  // A word that stands nowhere tells no section from another: it does not lessen what a heading says of the rest.
  const whole = words.reduce((sum, { share, rarity, worth }) => sum + (worth.size ? share * rarity : 0), 0) || 1;
  const subjects = words.filter(unit => !unit.stop && unit.share > ASPECT);
  const defines = !pasted && subjects.length < 3 && subjects.filter(({ rarity }) => rarity > COMMON).length <= 1;
  const lookup = !pasted && words.length === 1 && words.every(hasLetters);
  const fails = words.some(({ token }) => tellsOfFailure(token.lower));
  const calm = words.length > 1 && (asksInEnglish(words[0]?.token.lower ?? '')
    || words.filter(({ token }) => hasHangul(token.lower)).length * 2 > words.length);
  const kindWeights = pasted ? {} : fails ? FAILING : calm ? CALM : {};
  const message = pasted ? '' : messageOf(words);
  const atHome = 1 + (defines ? HOME_DEFINED : HOME_PAGE);
  /** @type {Result[]} */
  const ranked = [];
  for (const section of new Set(units.flatMap(unit => [...unit.worth.keys()]))) {
    // What is asked about a subject says nothing without it.
    const speaks = !subjects.length || subjects.some(({ worth }) => worth.has(section));
    const scores = words.map(unit => (speaks || unit.share > ASPECT ? unit.share : 0) * (unit.worth.get(section) ?? 0));
    for (const { worth, places, name } of phrases) {
      const value = PHRASE * (worth.get(section) ?? 0);
      // The words of a term's name say nothing alone («virtual», «machine»).
      if (value > 0 && (name || value > places.reduce((sum, place) => sum + (scores[place] ?? 0), 0))) {
        for (const place of places) scores[place] = value / places.length;
      }
    }
    const has = words.reduce((sum, { share, rarity }, place) => sum + (scores[place] ? share * rarity : 0), 0);
    const { location, kind = '' } = index.docOf(section);
    const score = scores.reduce((sum, value) => sum + value, 0)
      * (has / whole) ** ALL_ASKED
      * (homes.has(index.addresses[section] ?? '') ? atHome : homes.has(location) ? 1 + HOME_SECTION : 1)
      * (lookup && INNER.has(kind) ? LOOKUP : 1)
      * (pasted && kind === 'error' ? PASTED.error : kindWeights[kind] ?? 1)
      * (index.boosts[section] ?? 1);
    if (score > 0) ranked.push({ section, score, line: 0 });
  }
  ranked.sort(descending);

  const asked = askedTerms(units);
  for (const result of ranked.slice(0, LIMIT.lines)) {
    const { heading, line } = compare(index, result.section, words, asked, whole);
    const doc = index.docOf(result.section);
    result.line = line;
    if (pasted && doc.kind === 'error' && line >= PASTED.card) result.score *= PASTED.sure;
    if (message && doc.kind === 'error' && saysAll(doc, message)) {
      result.score *= PASTED.error * PASTED.sure;
      result.line = 1;
    }
    if (subjects.length > 1 && doc.kind === 'followup' && !asksAbove(index, result.section, asked)) result.score *= ASIDE;
    result.score *= (1 + HEADING_COVERED * heading) * (1 + LINE * line)
      * (1 + TITLED * titled(index, result.section, words, whole))
      * (defines && doc.kind === 'question' && heading > 0.6 && ASKS_WHAT.test(doc.title) ? 1 + DEFINES : 1);
  }
  ranked.sort(descending);

  if (!pasted && subjects.length > 1) {
    for (const result of ranked.slice(0, LIMIT.near)) {
      result.score *= 1 + NEAR * nearness(index, index.docOf(result.section), words, asked);
    }
    ranked.sort(descending);
  }
  const weakest = WEAK * (ranked[0]?.score ?? 0);
  const end = ranked.findIndex(({ score }) => score < weakest);
  return end < 0 ? ranked : ranked.slice(0, end);
}
