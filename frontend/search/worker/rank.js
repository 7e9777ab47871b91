// BM25F over the terms of a query; all variants of a word are one pseudo term.
import { hasHangul } from './hangul.js';
import { raise } from './resolve.js';
import { GROUPS, pairOf } from './postings.js';
import { looseStems } from './stem.js';
import { isAspect, isStopWord, tellsOfFailure } from './stopwords.js';
import { partsOf } from './tokens.js';
import { nearness } from './near.js';
import { ALL_ASKED, ASPECT, BM25F, COMMON, DEFINES, EXAMPLE, FAILING, FIELDS, FILLER, HEADING_COVERED, HOME_DEFINED, HOME_PAGE, HOME_SECTION, LIMIT, LINE, LOOKUP, MESSAGE, NEAR, PASTED, PHRASE, SENTENCE, STOP_WORD, STRONG, SURE, TITLED, WEAK } from './weights.js';

const WEIGHTS = Object.values(FIELDS);

/** The sections with all words of a term. */
function sectionsOf(postings, term) {
  const [first, ...rest] = term.split(' ').map(word => postings.get(word));
  if (!first || rest.includes(undefined)) return [];
  return rest.length ? [...first.keys()].filter(section => rest.every(list => list.has(section))) : first.keys();
}

/** Weighted, normalised frequency; of several words the rarest counts. */
function frequency({ postings, norms }, term, section) {
  let least = Infinity;
  for (const word of term.split(' ')) {
    const row = postings.get(word).get(section);
    let sum = 0;
    for (let field = 0; field < row.length; field++) {
      if (row[field]) sum += WEIGHTS[field] * row[field] / norms[field][section];
    }
    if (sum < least) least = sum;
  }
  return least;
}

/** Adds what a unit is worth in each section: `worth`, Map(section → score). It is at most as rare as said. */
function weigh(index, unit, rarest = Infinity) {
  const frequencies = new Map();
  const best = new Map();
  const believed = new Set();
  for (const [term, weight] of unit.variants) {
    for (const section of sectionsOf(index.postings, term)) {
      raise(frequencies, section, weight * frequency(index, term, section));
      raise(best, section, weight);
      if (weight >= STRONG) believed.add(section);
    }
  }
  const documents = believed.size || frequencies.size;
  const rarity = Math.min(rarest, Math.log(1 + (index.size - documents + 0.5) / (documents + 0.5)));
  unit.rarity = rarity;
  unit.worth = new Map();
  for (const [section, count] of frequencies) {
    unit.worth.set(section, rarity * best.get(section) * count / (BM25F.k + count));
  }
  unit.strong = [...unit.variants].filter(([, weight]) => weight >= STRONG).map(([term, weight]) => ({ terms: term.split(' '), weight }));
  return unit;
}

/** Words as they are compared in phrases: parts of Latin words, stems of Hangul. */
const wordsIn = (lower, stem) => {
  if (!hasHangul(lower)) return partsOf(lower.replace(/^-+/, ''));
  return [looseStems(stem(lower)).at(-1) ?? stem(lower)];
};

/** Glossary phrases among the words («컨트롤 그룹»), and neighbours that the site writes as one. */
function findPhrases(index, tokens, meanings) {
  const { stem, thesaurus, vocabulary, postings, addSynonyms } = index;
  const found = [];
  const add = (variants, places, name = false) => found.push({
    variants: addSynonyms(new Map(variants)), places: [...new Set(places)], name,
  });
  const spoken = tokens.flatMap(({ lower }, place) => isStopWord(lower) ? []
    : wordsIn(lower, stem).map(word => ({ word, whole: stem(lower), place, meaning: meanings[place] })));
  for (const phrase of thesaurus.phrases) {
    phrase.compared ??= phrase.words.flatMap(word => isStopWord(word) ? [] : wordsIn(word, stem));
    const { compared } = phrase;
    for (let start = 0; compared.length > 1 && start + compared.length <= spoken.length; start++) {
      const same = compared.every((word, offset) => {
        const said = spoken[start + offset];
        // Also misspelt or in the other layout, but not another word for it: «폴더에 연결» is not «폴더 접속».
        const another = [said.word, said.whole].some(each => thesaurus.links.get(each)?.has(word));
        return said.word === word || said.meaning.get(word) >= SURE && !another;
      });
      if (!same) continue;
      add([[phrase.phrase, 1], [phrase.words.join(''), 1]], compared.map((_, offset) => spoken[start + offset].place),
        phrase.name);
    }
  }
  for (let start = 0; start + 1 < tokens.length; start++) {
    const [one, other] = [tokens[start].lower, tokens[start + 1].lower];
    const joined = hasHangul(one) && hasHangul(other) ? one + stem(other) : pairOf(one, other);
    if (postings.has(joined) || vocabulary.has(joined)) add([[joined, 1]], [start, start + 1]);
  }
  return found;
}

/** «컨테이너로그확인» is three words that nobody parted: { tokens, weights } with the words. */
function parted(index, { tokens, weights }) {
  const found = { tokens: [], weights: [] };
  tokens.forEach((token, place) => {
    const parts = index.partsOf(token.lower);
    let at = token.at;
    for (const part of parts ?? [token.raw]) {
      found.tokens.push(parts ? { raw: part, lower: part, at } : token);
      found.weights.push(weights[place]);
      at += part.length + 1; // as if they stood apart
    }
  });
  return found;
}

const TYPED = /^(?:docker|compose)\b/; // whoever begins so types a command
const UNIT = /^(?:기가|메가|테라|[개번초분일주월년대명줄배]|시간)/;

/** How many words name the command of a typed line («docker exec», «docker compose up»): what follows are examples. */
function commandWords(tokens) {
  if (!TYPED.test(tokens[0]?.lower) || tokens.some(({ lower }) => hasHangul(lower))) return Infinity;
  return GROUPS.has(tokens[1]?.lower) ? 3 : 2;
}

/** «2» of «2기가»: it says how much, not of what. */
const isQuantity = (token, next) => /^\d+$/.test(token.lower) && next?.at === token.at + token.raw.length && UNIT.test(next.lower);

/** What was asked → units: { variants, places, token?, stop, worth, strong, how }, the words first. */
export function unitsOf(index, asked) {
  const { tokens, weights } = parted(index, asked);
  const stops = tokens.map(({ lower }) => isStopWord(lower));
  const aspects = tokens.map(({ lower }) => isAspect(index.stem(lower)));
  const speaks = stops.includes(false);
  const tells = stops.filter(stop => !stop).length >= SENTENCE;
  const hasSubject = tokens.some((_, place) => !stops[place] && !aspects[place]);
  const head = commandWords(tokens);
  const words = tokens.map((token, place) => {
    const example = place >= head && token.lower[0] !== '-' || isQuantity(token, tokens[place + 1]);
    const stop = speaks && stops[place];
    const aspect = hasSubject && aspects[place];
    const found = index.resolve(token, { typing: tokens.length === 1, aspect: aspect || stop });
    // Most words of a sentence only carry it: «… 를 물어보면 어떻게 대답하는 게 좋을까요».
    const filler = tells && hasHangul(token.lower) && !index.speaksOf(found.variants);
    return weigh(index, {
      token, places: [place], ...found, stop,
      share: weights[place] * (stop ? STOP_WORD : aspect ? ASPECT : filler ? FILLER : 1) * (example ? EXAMPLE : 1),
    });
  });
  const phrases = findPhrases(index, tokens, words.map(({ variants }) => variants)).map(phrase => ({ ...phrase, stop: false }));
  // Two common words beside each other in one heading are not as rare as that heading.
  const together = ({ places }) => places.reduce((sum, place) => sum + words[place].rarity, 0);
  return [...words, ...phrases.map(unit => weigh(index, unit, together(unit)))];
}

/** The pages and sections that explain what was asked, if the glossary or the table of commands knows them. */
const homesOf = ({ thesaurus }, units) => new Set(units.filter(unit => !unit.stop).flatMap(unit =>
  [...unit.variants].filter(([, weight]) => weight >= STRONG).flatMap(([term]) => thesaurus.homes.get(term) ?? [])));

/** Term → [[place of the typed word, weight]]: which words of a line were asked for. */
function askedTerms(units) {
  const asked = new Map();
  for (const { stop, variants, places } of units) {
    if (stop) continue;
    for (const [term, weight] of variants) {
      if (weight < STRONG) continue;
      for (const word of term.split(' ')) {
        if (!asked.has(word)) asked.set(word, []);
        for (const place of places) asked.get(word).push([place, weight]);
      }
    }
  }
  return asked;
}

/** { heading, line }: how much of the heading was asked for, and how well the best line says the query. */
function compare(index, section, words, asked, whole) {
  let heading = 0;
  let line = 0;
  for (const { terms, worth, also } of index.linesOf(section)) {
    if (!worth) continue;
    let said = 0;
    const places = new Map();
    for (const term of terms) {
      const found = asked.get(term);
      if (!found) continue;
      let best = 0;
      for (const [place, weight] of found) {
        if (weight > best) best = weight;
        if (!(places.get(place) >= weight)) places.set(place, weight);
      }
      said += index.worthOf(term) * best;
    }
    if (!said) continue;
    if (!also) heading = said / worth;
    let query = 0;
    for (const [place, weight] of places) query += words[place].share * words[place].rarity * weight;
    line = Math.max(line, Math.min(1, said / worth) * Math.min(1, query / whole));
  }
  return { heading: Math.min(1, heading), line };
}

/** How much of what was asked stands in the titles of a section: its own, its question's, its page's. */
function titled({ postings }, section, words, whole) {
  const inTitle = word => {
    const row = postings.get(word)?.get(section);
    return row !== undefined && (row[0] || row[1]) > 0;
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

const plain = text => ` ${text.toLowerCase().replace(/[^a-z0-9가-힣]+/g, ' ').trim()} `;

/** The Latin words of a query that are a program's message, typed without what surrounds it: «port is already allocated», or ''. */
function messageOf(words) {
  const latin = words.filter(({ token }) => !hasHangul(token.lower)).map(({ token }) => token.lower);
  const sentence = words.length - latin.length >= latin.length;
  return latin.length < MESSAGE || sentence || TYPED.test(latin[0]) ? '' : plain(latin.join(' '));
}

/** Whether a row of the dictionary, in one of its wordings, holds a message whole. */
const saysAll = ({ title, also = '' }, message) => [title, ...also.split('\n')].some(line => plain(line).includes(message));

const INNER = new Set(['followup', 'wrong', 'error', 'command', 'lab']);

/** Whether a word is no flag, path or number. */
const hasLetters = ({ token }) => /^[가-힣a-z][가-힣a-z0-9]*$/.test(token.lower);

const ASKS_WHAT = /무엇인가요|무엇이고|란 |이란/;

/** [{ section, score, line }], best first; what is far below the best is left out. */
export function rank(index, units, { pasted = false } = {}) {
  const words = units.filter(unit => unit.token);
  const phrases = units.filter(unit => !unit.token);
  const homes = homesOf(index, units);
  const whole = words.reduce((sum, { share, rarity }) => sum + share * rarity, 0) || 1;
  const subjects = words.filter(unit => !unit.stop && unit.share > ASPECT);
  const defines = !pasted && subjects.length < 3 && subjects.filter(({ rarity }) => rarity > COMMON).length <= 1;
  const lookup = !pasted && words.length === 1 && hasLetters(words[0]);
  const failing = !pasted && words.some(({ token }) => tellsOfFailure(token.lower)) ? FAILING : {};
  const message = pasted ? '' : messageOf(words);
  const atHome = 1 + (defines ? HOME_DEFINED : HOME_PAGE);
  const ranked = [];
  for (const section of new Set(units.flatMap(unit => [...unit.worth.keys()]))) {
    // What is asked about a subject says nothing without it.
    const speaks = !subjects.length || subjects.some(({ worth }) => worth.has(section));
    const scores = words.map(unit => (speaks || unit.share > ASPECT ? unit.share : 0) * (unit.worth.get(section) ?? 0));
    for (const { worth, places, name } of phrases) {
      const value = PHRASE * (worth.get(section) ?? 0);
      // The words of a term's name say nothing alone («virtual», «machine»).
      if (value > 0 && (name || value > places.reduce((sum, place) => sum + scores[place], 0))) {
        for (const place of places) scores[place] = value / places.length;
      }
    }
    const has = words.reduce((sum, { share, rarity }, place) => sum + (scores[place] ? share * rarity : 0), 0);
    const doc = index.docs[section];
    const score = scores.reduce((sum, value) => sum + value, 0)
      * (has / whole) ** ALL_ASKED
      * (homes.has(index.addresses[section]) ? atHome : homes.has(doc.location) ? 1 + HOME_SECTION : 1)
      * (lookup && INNER.has(doc.kind) ? LOOKUP : 1)
      * (pasted && doc.kind === 'error' ? PASTED.error : failing[doc.kind] ?? 1)
      * index.boosts[section];
    if (score > 0) ranked.push({ section, score, line: 0 });
  }
  const descending = (one, other) => other.score - one.score || one.section - other.section;
  ranked.sort(descending);

  const asked = askedTerms(units);
  for (const result of ranked.slice(0, LIMIT.lines)) {
    const { heading, line } = compare(index, result.section, words, asked, whole);
    const { kind, title } = index.docs[result.section];
    result.line = line;
    if (pasted && kind === 'error' && line >= PASTED.card) result.score *= PASTED.sure;
    if (message && kind === 'error' && saysAll(index.docs[result.section], message)) {
      result.score *= PASTED.error * PASTED.sure;
      result.line = 1;
    }
    result.score *= (1 + HEADING_COVERED * heading) * (1 + LINE * line)
      * (1 + TITLED * titled(index, result.section, words, whole))
      * (defines && kind === 'question' && heading > 0.6 && ASKS_WHAT.test(title) ? 1 + DEFINES : 1);
  }
  ranked.sort(descending);

  if (!pasted && subjects.length > 1) {
    for (const result of ranked.slice(0, LIMIT.near)) {
      result.score *= 1 + NEAR * nearness(index, index.docs[result.section], words, asked);
    }
    ranked.sort(descending);
  }
  const weakest = WEAK * (ranked[0]?.score ?? 0);
  const end = ranked.findIndex(({ score }) => score < weakest);
  return end < 0 ? ranked : ranked.slice(0, end);
}
