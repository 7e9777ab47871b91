// Which questions, in which order. Chance comes in as a function.

/** @typedef {import('./data.js').Question} Question */
/** @typedef {import('./memory.js').Memory} Memory */
/** @typedef {() => number} Random from 0 up to 1 */

const PER_PART = 3;
export const MOST = 30;
export const FRESH = 10;

/**
 * @template T
 * @param {T[]} list
 * @param {Random} random
 * @returns {T[]}
 */
export function shuffle(list, random) {
  return list.map(item => ({ item, place: random() })).sort((one, other) => one.place - other.place).map(({ item }) => item);
}

/**
 * The items so that neighbours come from different groups where that is possible.
 * @template T
 * @param {T[]} list
 * @param {(item: T) => unknown} groupOf
 * @param {Random} random
 * @returns {T[]}
 */
export function interleave(list, groupOf, random) {
  /** @type {Map<unknown, T[]>} */
  const groups = new Map();
  for (const item of list) groups.set(groupOf(item), [...groups.get(groupOf(item)) ?? [], item]);
  /** @type {T[]} */
  const out = [];
  /** @type {unknown} */
  let before;
  while (out.length < list.length) {
    const open = shuffle([...groups].filter(([, items]) => items.length), random);
    const most = Math.max(...open.map(([, items]) => items.length));
    const chosen = open.find(([name, items]) => name !== before && items.length === most)
      ?? open.find(([name]) => name !== before) ?? open[0];
    const item = chosen?.[1].shift();
    if (!chosen || item === undefined) break;
    out.push(item);
    before = chosen[0];
  }
  return out;
}

/**
 * A mock interview: each question as likely as any other, no page twice, at most three of one part.
 * @param {Question[]} questions
 * @param {Random} random
 */
export function interview(questions, random, count = 10) {
  /** @type {Question[]} */
  const chosen = [];
  const pages = new Set();
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const question of shuffle(questions, random)) {
    const taken = parts.get(question.part) ?? 0;
    if (chosen.length === count) break;
    if (pages.has(question.url) || taken === PER_PART) continue;
    chosen.push(question);
    pages.add(question.url);
    parts.set(question.part, taken + 1);
  }
  return interleave(chosen, question => question.part, random);
}

/**
 * Today's reviews, the least sure first where there are too many, then new questions: asked in interviews, basic, deep.
 * @param {Question[]} questions
 * @param {Map<string, Memory>} memories
 * @param {{ day: number, sureness: (memory: Memory, day: number) => number, isOffered: (question: Question) => boolean }} today
 * @param {Random} random
 */
export function forToday(questions, memories, { day, sureness, isOffered }, random) {
  /** @param {Question} question */
  const sure = question => sureness(/** @type {Memory} */ (memories.get(question.id)), day);
  const due = questions.filter(({ id }) => (memories.get(id)?.due ?? Infinity) <= day)
    .sort((one, other) => sure(one) - sure(other)).slice(0, MOST);
  /** @param {Question} question */
  const rank = ({ asked, deep }) => (asked ? 0 : deep ? 2 : 1);
  const unseen = shuffle(questions.filter(question => !memories.has(question.id) && isOffered(question)), random)
    .sort((one, other) => rank(one) - rank(other)).slice(0, Math.max(0, Math.min(FRESH, MOST - due.length)));
  // Within one rank neighbours come from different pages; a question that was really asked stays before the others.
  const fresh = [0, 1, 2].flatMap(each => interleave(unseen.filter(question => rank(question) === each), ({ url }) => url, random));
  return { due: interleave(due, ({ url }) => url, random), fresh };
}

/**
 * A round of O/X: half of the pairs by their true sentence, half by the false one.
 * @template T
 * @param {T[]} pairs
 * @param {Random} random
 * @returns {{ pair: T, isTrue: boolean }[]}
 */
export function round(pairs, random, count = 10) {
  const chosen = shuffle(pairs, random).slice(0, count);
  const sides = shuffle(chosen.map((_, place) => place % 2 === 0), random);
  return chosen.map((pair, place) => ({ pair, isTrue: sides[place] ?? true }));
}
