// BM25F over the terms of a query; all variants of a word are one pseudo term.
import { hasHangul } from './hangul.js';
import { raise } from './resolve.js';
import { pairOf } from './postings.js';
import { looseStems } from './stem.js';
import { isAspect, isStopWord } from './stopwords.js';
import { partsOf } from './tokens.js';
import { ALL_ASKED, ASPECT, BM25F, FIELDS, HEADING_COVERED, HOME_PAGE, HOME_SECTION, LIMIT, PHRASE, STOP_WORD, STRONG, SURE } from './weights.js';

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
  unit.strong = [...unit.variants].filter(([, weight]) => weight >= STRONG).map(([term]) => term.split(' '));
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
    : wordsIn(lower, stem).map(word => ({ word, place, meaning: meanings[place] })));
  for (const phrase of thesaurus.phrases) {
    phrase.compared ??= phrase.words.flatMap(word => isStopWord(word) ? [] : wordsIn(word, stem));
    const { compared } = phrase;
    for (let start = 0; compared.length > 1 && start + compared.length <= spoken.length; start++) {
      const same = compared.every((word, offset) => {
        const said = spoken[start + offset];
        // Also misspelt or in the other layout, but not another word for it: «폴더에 연결» is not «폴더 접속».
        return said.word === word || said.meaning.get(word) >= SURE && !thesaurus.links.get(said.word)?.has(word);
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

/** Tokens → units: { variants, places, token?, stop, worth, strong }, the words first. */
export function unitsOf(index, tokens) {
  tokens = tokens.slice(0, LIMIT.words);
  const stops = tokens.map(({ lower }) => isStopWord(lower));
  const aspects = tokens.map(({ lower }) => isAspect(index.stem(lower)));
  const speaks = stops.includes(false);
  const hasSubject = tokens.some((_, place) => !stops[place] && !aspects[place]);
  const words = tokens.map((token, place) => weigh(index, {
    token, places: [place], variants: index.resolve(token, tokens.length === 1), stop: speaks && stops[place],
    share: speaks && stops[place] ? STOP_WORD : hasSubject && aspects[place] ? ASPECT : 1,
  }));
  const phrases = findPhrases(index, tokens, words.map(({ variants }) => variants)).map(phrase => ({ ...phrase, stop: false }));
  // Two common words beside each other in one heading are not as rare as that heading.
  const together = ({ places }) => places.reduce((sum, place) => sum + words[place].rarity, 0);
  return [...words, ...phrases.map(unit => weigh(index, unit, together(unit)))];
}

/** The pages and sections that explain what was asked, if the glossary or the table of commands knows them. */
const homesOf = ({ thesaurus }, units) => new Set(units.filter(unit => !unit.stop).flatMap(unit =>
  [...unit.variants].filter(([, weight]) => weight >= STRONG).flatMap(([term]) => thesaurus.homes.get(term) ?? [])));

/** [{ section, score }], best first. */
export function rank(index, units) {
  const words = units.filter(unit => unit.token);
  const phrases = units.filter(unit => !unit.token);
  const homes = homesOf(index, units);
  const whole = words.reduce((sum, { share, rarity }) => sum + share * rarity, 0);
  const ranked = [];
  for (const section of new Set(units.flatMap(unit => [...unit.worth.keys()]))) {
    const scores = words.map(unit => unit.share * (unit.worth.get(section) ?? 0));
    for (const { worth, places, name } of phrases) {
      const value = PHRASE * (worth.get(section) ?? 0);
      // The words of a term's name say nothing alone («virtual», «machine»).
      if (value > 0 && (name || value > places.reduce((sum, place) => sum + scores[place], 0))) {
        for (const place of places) scores[place] = value / places.length;
      }
    }
    const heading = index.headings[section];
    const asked = new Set();
    for (const unit of units) {
      if (!unit.stop && unit.worth.has(section)) {
        for (const term of unit.strong) if (term.every(word => heading.has(word))) term.forEach(word => asked.add(word));
      }
    }
    const covered = heading.size ? asked.size / heading.size : 0;
    const has = words.reduce((sum, { share, rarity }, place) => sum + (scores[place] ? share * rarity : 0), 0);
    const score = scores.reduce((sum, value) => sum + value, 0)
      * (has / whole) ** ALL_ASKED
      * (1 + HEADING_COVERED * covered)
      * (homes.has(index.addresses[section]) ? 1 + HOME_PAGE : homes.has(index.docs[section].location) ? 1 + HOME_SECTION : 1)
      * index.boosts[section];
    ranked.push({ section, score });
  }
  return ranked.sort((one, other) => other.score - one.score || one.section - other.section);
}
