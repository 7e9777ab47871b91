// The record of grades as a value. It is written as {v: 1, log: {id: [n, …]}} with n = minutes since 2026 × 4 + grade − 1.
// Logs are merged as sets, so that two tabs, two devices or an old backup lose nothing.

/** @typedef {import('./memory.js').Grade} Grade */
/** @typedef {import('./memory.js').Review} Review */
/** @typedef {Record<string, number[]>} Log */
/** @typedef {{ v: number, log: Log }} PracticeRecord */

export const VERSION = 1;
const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const AHEAD = 86_400_000; // what lies further in the future was written under a wrong clock
const MOST = 200; // grades of one question
const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** A record that a later release of the guide has written: nobody knows yet what stands in it. */
export class NewerRecord extends Error {}

/**
 * @param {number} time
 * @param {Grade} grade
 */
export const pack = (time, grade) => Math.max(0, Math.round((time - START) / MINUTE)) * 4 + grade - 1;

/**
 * @param {number} entry
 * @returns {Review}
 */
export const unpack = entry => [START + Math.floor(entry / 4) * MINUTE, /** @type {Grade} */ (entry % 4 + 1)];

/** @returns {PracticeRecord} */
export const empty = () => ({ v: VERSION, log: {} });

/** @param {number[]} entries */
const inOrder = entries => [...new Set(entries)].sort((one, other) => one - other);

/**
 * Any text → a record. What is no grade is left out; ids that no page has any more stay, as a question may return.
 * Throws NewerRecord, and SyntaxError or TypeError for what is no record.
 * @param {string} text
 * @returns {PracticeRecord}
 */
export function parse(text) {
  /** @type {unknown} */
  const raw = JSON.parse(text);
  const { v, log } = /** @type {{ v?: unknown, log?: unknown }} */ (raw ?? {});
  if (typeof v === 'number' && v > VERSION) throw new NewerRecord();
  if (v !== VERSION || typeof log !== 'object' || log === null || Array.isArray(log)) throw new TypeError('not a record');
  const good = empty();
  for (const [id, list] of Object.entries(log)) {
    if (!ID.test(id) || !Array.isArray(list)) continue;
    const entries = inOrder(list.filter(entry => Number.isInteger(entry) && entry >= 0 && entry < 2 ** 31));
    if (entries.length) good.log[id] = entries.slice(-MOST);
  }
  return good;
}

/**
 * @param {PracticeRecord} one
 * @param {PracticeRecord} other
 * @returns {PracticeRecord}
 */
export function merge(one, other) {
  const log = { ...one.log };
  for (const [id, entries] of Object.entries(other.log)) log[id] = inOrder([...(log[id] ?? []), ...entries]).slice(-MOST);
  return { v: VERSION, log };
}

/**
 * The reviews of a question that count now.
 * @param {PracticeRecord} record
 * @param {string} id
 * @param {number} now
 * @returns {Review[]}
 */
export const reviewsOf = ({ log }, id, now) => (log[id] ?? []).map(unpack).filter(([time]) => time <= now + AHEAD);

/**
 * The entry for a grade that is given now: never older than the last review that counts, where a clock was set back.
 * @param {PracticeRecord} record
 * @param {string} id
 * @param {number} now
 * @param {Grade} grade
 */
export function entryFor(record, id, now, grade) {
  const [last] = reviewsOf(record, id, now).at(-1) ?? [0];
  return pack(Math.max(now, last + MINUTE), grade);
}

/**
 * @param {PracticeRecord} record
 * @param {string} id
 * @param {number} entry
 */
export const added = (record, id, entry) => merge(record, { v: VERSION, log: { [id]: [entry] } });

/**
 * @param {PracticeRecord} record
 * @param {string} id
 * @param {number} entry
 * @returns {PracticeRecord}
 */
export function removed(record, id, entry) {
  const { [id]: list = [], ...others } = record.log;
  const rest = list.filter(each => each !== entry);
  return { v: VERSION, log: rest.length ? { ...others, [id]: rest } : others };
}
