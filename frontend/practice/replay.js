// The record → what is known of each question now, and what the pages without scheduler are told of it.
import { recall } from './memory.js';
import { reviewsOf } from './record.js';
import { read } from './store.js';

/** @typedef {import('./memory.js').Memory} Memory */

/** @type {Map<string, { of: number[], memory: Memory | undefined }>} a grade replays one question, not all */
const replayed = new Map();

/**
 * @param {Iterable<string>} ids the questions that the guide has
 * @param {number} now
 * @returns {Map<string, Memory>}
 */
export function memoriesOf(ids, now) {
  const record = read();
  const memories = new Map();
  for (const id of ids) {
    const of = record.log[id];
    if (!of) continue;
    let known = replayed.get(id);
    if (known?.of !== of) {
      const reviews = reviewsOf(record, id, now);
      known = { of, memory: recall(reviews) };
      if (reviews.length === of.length) replayed.set(id, known); // else some wait for their time, which may come
    }
    if (known.memory) memories.set(id, known.memory);
  }
  return memories;
}

/**
 * @param {Map<string, Memory>} memories
 * @param {import('./data.js').Data} data
 * @returns {import('./seen.js').Seen}
 */
export function seenOf(memories, { byId }) {
  /** @type {import('./seen.js').Seen} */
  const seen = {};
  for (const [id, { due, grade }] of memories) seen[id] = [due, grade, byId.get(id)?.part ?? ''];
  return seen;
}
