// What pages show of one's progress without the scheduler and the questions: question → the study day on which it is due,
// the last grade, the part of the guide. Derived from the record after each change; forgotten with it.

/** @typedef {[due: number, grade: number, part: string]} Known */
/** @typedef {Record<string, Known>} Seen */

const KEY = 'guide.seen';

/** @returns {Seen} */
export function readSeen() {
  try {
    const { v, seen } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (v === 1) return Object.fromEntries(Object.entries(seen).filter(([, known]) => Array.isArray(known)));
  } catch { /* no storage, or something else in it: nothing is known */ }
  return {};
}

/** @param {() => Storage} storage @param {string} key */
function has(storage, key) {
  try {
    return storage().getItem(key) !== null;
  } catch {
    return false;
  }
}

/** The key of the record and, in the storage of a tab, of a session that is not finished. */
export const RECORD = 'guide.practice';
export const hasRecord = () => has(() => localStorage, RECORD);

/** Whether the record can be read and this release may write it; none is a good one. */
export function isSound() {
  try {
    const { v, log } = JSON.parse(localStorage.getItem(RECORD) ?? '{"v":1,"log":{}}');
    return v === 1 && typeof log === 'object' && !!log;
  } catch {
    return false; // forbidden, or no JSON
  }
}
export const hasSession = () => has(() => sessionStorage, RECORD);

/** @param {Seen} seen */
export function writeSeen(seen) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ v: 1, seen }));
  } catch { /* the record itself says that storage is full */ }
}

/** Whether another tab has changed it. @param {StorageEvent} event */
export const isSeen = ({ key }) => key === KEY || key === null;

export function forgetSeen() {
  try {
    localStorage.removeItem(KEY);
  } catch { /* there is none */ }
}

/**
 * Whether a question was answered at its last try.
 * @param {Known | undefined} known
 */
export const isAnswered = known => (known?.[1] ?? 0) > 1;
