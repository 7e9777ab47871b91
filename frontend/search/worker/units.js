// Typed words → units: what each may stand for, what share of the query it is, what it is worth in each section.
// All variants of a word are one pseudo term; its score is BM25F's.
import { hasHangul } from './hangul.js';
import { GROUPS, pairOf } from './postings.js';
import { raise } from './resolve.js';
import { looseStems } from './stem.js';
import { isAspect, isStopWord } from './stopwords.js';
import { partsOf } from './tokens.js';
import { ASPECT, BM25F, EXAMPLE, FIELDS, FILLER, SENTENCE, STOP_WORD, STRONG, SURE } from './weights.js';

/** @typedef {import('./types.js').Index} Index */
/** @typedef {import('./types.js').Token} Token */
/** @typedef {import('./types.js').Unit} Unit */
/** @typedef {import('./types.js').Word} Word */
/** @typedef {import('./types.js').Variants} Variants */
/** @typedef {Omit<Unit, 'rarity' | 'worth' | 'strong'>} Asked a unit that was not weighed yet */
/** @typedef {{ variants: Variants, places: number[], name: boolean }} Phrase */

const WEIGHTS = Object.values(FIELDS);

/**
 * The sections with all words of a term.
 * @param {import('./types.js').Postings} postings
 * @param {string} term
 * @returns {Iterable<number>}
 */
function sectionsOf(postings, term) {
  const [first, ...rest] = term.split(' ').map(word => postings.get(word));
  if (!first || rest.includes(undefined)) return [];
  return rest.length ? [...first.keys()].filter(section => rest.every(list => list?.has(section))) : first.keys();
}

/**
 * Weighted, normalised frequency; of several words the rarest counts.
 * @param {Index} index
 * @param {string} term
 * @param {number} section
 */
function frequency({ postings, norms }, term, section) {
  let least = Infinity;
  for (const word of term.split(' ')) {
    const row = postings.get(word)?.get(section) ?? [];
    let sum = 0;
    for (let field = 0; field < row.length; field++) {
      const count = row[field];
      if (count) sum += (WEIGHTS[field] ?? 0) * count / (norms[field]?.[section] ?? 1);
    }
    if (sum < least) least = sum;
  }
  return least;
}

/**
 * A unit with what it is worth in each section. It is at most as rare as said.
 * @template {Asked} T
 * @param {Index} index
 * @param {T} unit
 * @returns {T & Unit}
 */
function weigh(index, unit, rarest = Infinity) {
  /** @type {Map<number, number>} */
  const frequencies = new Map();
  /** @type {Map<number, number>} */
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
  const worth = new Map();
  for (const [section, count] of frequencies) {
    worth.set(section, rarity * (best.get(section) ?? 0) * count / (BM25F.k + count));
  }
  const strong = [...unit.variants].filter(([, weight]) => weight >= STRONG)
    .map(([term, weight]) => ({ terms: term.split(' '), weight }));
  return { ...unit, rarity, worth, strong };
}

/**
 * Words as they are compared in phrases: parts of Latin words, stems of Hangul.
 * @param {string} lower
 * @param {import('./types.js').Stem} stem
 */
const wordsIn = (lower, stem) => {
  if (!hasHangul(lower)) return partsOf(lower.replace(/^-+/, ''));
  return [looseStems(stem(lower)).at(-1) ?? stem(lower)];
};

/**
 * Glossary phrases among the words («컨트롤 그룹»), and neighbours that the site writes as one.
 * @param {Index} index
 * @param {Token[]} tokens
 * @param {Variants[]} meanings
 */
function findPhrases(index, tokens, meanings) {
  const { stem, thesaurus, vocabulary, postings, addSynonyms } = index;
  /** @type {Phrase[]} */
  const found = [];
  /** @type {(names: string[], places: number[], name?: boolean) => void} */
  const add = (names, places, name = false) => found.push({
    variants: addSynonyms(new Map(names.map(each => [each, 1]))), places: [...new Set(places)], name,
  });
  const spoken = tokens.flatMap(({ lower }, place) => isStopWord(lower) ? []
    : wordsIn(lower, stem).map(word => ({ word, whole: stem(lower), place, meaning: meanings[place] })));
  for (const phrase of thesaurus.phrases) {
    const compared = phrase.compared ??= phrase.words.flatMap(word => isStopWord(word) ? [] : wordsIn(word, stem));
    for (let start = 0; compared.length > 1 && start + compared.length <= spoken.length; start++) {
      const said = spoken.slice(start, start + compared.length);
      const same = said.every(({ word, whole, meaning }, offset) => {
        const wanted = compared[offset] ?? '';
        // Also misspelt or in the other layout, but not another word for it: «폴더에 연결» is not «폴더 접속».
        const another = [word, whole].some(each => thesaurus.links.get(each)?.has(wanted));
        return word === wanted || !another && (meaning?.get(wanted) ?? 0) >= SURE;
      });
      if (same) add([phrase.phrase, phrase.words.join('')], said.map(({ place }) => place), phrase.name);
    }
  }
  tokens.forEach(({ lower: one }, start) => {
    const other = tokens[start + 1]?.lower;
    if (other === undefined) return;
    const joined = hasHangul(one) && hasHangul(other) ? one + stem(other) : pairOf(one, other);
    if (joined && (postings.has(joined) || vocabulary.has(joined))) add([joined], [start, start + 1]);
  });
  return found;
}

/**
 * «컨테이너로그확인» is three words that nobody parted: the tokens and their weights with the words.
 * @param {Index} index
 * @param {import('./query.js').Asked} asked
 */
function parted(index, { tokens, weights }) {
  /** @type {{ tokens: Token[], weights: number[] }} */
  const found = { tokens: [], weights: [] };
  tokens.forEach((token, place) => {
    const parts = index.partsOf(token.lower);
    let at = token.at;
    for (const part of parts ?? [token.raw]) {
      found.tokens.push(parts ? { raw: part, lower: part, at } : token);
      found.weights.push(weights[place] ?? 1);
      at += part.length + 1; // as if they stood apart
    }
  });
  return found;
}

/** Whoever begins so types a command. */
export const TYPED = /^(?:docker|compose)\b/;
const UNIT = /^(?:기가|메가|테라|[개번초분일주월년대명줄배]|시간)/;

/**
 * How many words name the command of a typed line («docker exec», «docker compose up»): what follows are examples.
 * @param {Token[]} tokens
 */
function commandWords([first, second, ...rest]) {
  if (!TYPED.test(first?.lower ?? '') || [second, ...rest].some(token => hasHangul(token?.lower ?? ''))) return Infinity;
  return GROUPS.has(second?.lower ?? '') ? 3 : 2;
}

/**
 * «2» of «2기가»: it says how much, not of what.
 * @param {Token} token
 * @param {Token | undefined} next
 */
const isQuantity = (token, next) => /^\d+$/.test(token.lower) && next?.at === token.at + token.raw.length && UNIT.test(next.lower);

/**
 * What was asked → units, the words first.
 * @param {Index} index
 * @param {import('./query.js').Asked} asked
 * @returns {Unit[]}
 */
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
    const stop = speaks && stops[place] === true;
    const aspect = hasSubject && aspects[place] === true;
    const found = index.resolve(token, { typing: tokens.length === 1, aspect: aspect || stop, printed: asked.pasted });
    // Many words only carry what is asked: «… 를 물어보면 어떻게 대답하는 게 좋을까요».
    const filler = tells && hasHangul(token.lower) && !index.speaksOf(found.variants);
    return weigh(index, {
      token, places: [place], ...found, stop,
      share: (weights[place] ?? 1) * (stop ? STOP_WORD : aspect ? ASPECT : filler ? FILLER : 1) * (example ? EXAMPLE : 1),
    });
  });
  const phrases = findPhrases(index, tokens, words.map(({ variants }) => variants));
  // Two common words beside each other in one heading are not as rare as that heading.
  const together = (/** @type {Phrase} */ { places }) => places.reduce((sum, place) => sum + (words[place]?.rarity ?? 0), 0);
  return [...words, ...phrases.map(phrase => weigh(index, { ...phrase, stop: false, share: 1 }, together(phrase)))];
}
