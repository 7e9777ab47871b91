// How many neighbours of the query stand beside each other in a text.
import { readText } from './marks.js';

const REACH = 3; // words: «내 컴퓨터에서는 되는데»

/**
 * The share of the query's neighbouring words that stand near one another in a line of the entry, 0 to 1.
 * @param {import('./types.js').Index} engine
 * @param {{ title: string, text: string, also?: string }} doc
 * @param {import('./types.js').Word[]} words units of the typed words
 * @param {import('./types.js').AskedTerms} asked
 */
export function nearness(engine, doc, words, asked) {
  const content = words.map((unit, place) => ({ unit, place })).filter(({ unit }) => !unit.stop).map(({ place }) => place);
  if (content.length < 2) return 0;
  const order = new Map(content.map((place, rank) => [place, rank]));
  const near = new Set();
  for (const text of [doc.title, ...(doc.also ?? '').split('\n'), ...doc.text.split('\n')]) {
    if (!text) continue;
    /** @type {Map<number, number>} */
    const seen = new Map(); // rank of a typed word → where it stood last
    readText(engine, text).forEach(({ terms }, at) => {
      for (const term of terms) {
        for (const [place] of asked.get(term) ?? []) {
          const rank = order.get(place);
          if (rank === undefined) continue;
          const before = seen.get(rank - 1);
          if (before !== undefined && at - before <= REACH && at !== before) near.add(rank);
          const after = seen.get(rank + 1);
          if (after !== undefined && at - after <= REACH && at !== after) near.add(rank + 1);
          seen.set(rank, at);
        }
      }
    });
  }
  return near.size / (content.length - 1);
}
