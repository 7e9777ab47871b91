// A sitting as a value: which questions, how far, with what grades. Nothing here knows of the screen or of storage.
import { AGAIN } from './memory.js';

/** @typedef {import('./memory.js').Grade} Grade */
/** @typedef {{ id: string, grade: Grade, seconds: number, entry: number, missed: string[] }} Done */
/**
 * @typedef {object} Session
 * @property {'review' | 'interview'} mode
 * @property {string[]} queue ids of questions; one that was not known comes again at the end
 * @property {number} at place in the queue
 * @property {Done[]} done
 */

const TRIES = 3; // of one question in one sitting

/**
 * @param {Session['mode']} mode
 * @param {string[]} queue
 * @returns {Session}
 */
export const begin = (mode, queue) => ({ mode, queue, at: 0, done: [] });

/**
 * @param {Session} session
 * @param {Done} done
 * @returns {Session}
 */
export function graded(session, done) {
  const { mode, queue, at } = session;
  const again = mode === 'review' && done.grade === AGAIN && queue.filter(id => id === done.id).length < TRIES;
  return { mode, queue: again ? [...queue, done.id] : queue, at: at + 1, done: [...session.done, done] };
}

/**
 * The session before its last grade, or as it is where there is none.
 * @param {Session} session
 * @returns {Session}
 */
export function undone(session) {
  const last = session.done.at(-1);
  if (!last) return session;
  const done = session.done.slice(0, -1);
  const { mode, at, queue } = session;
  // Its repetition goes with the grade that asked for it.
  const repeated = mode === 'review' && last.grade === AGAIN && queue.at(-1) === last.id && queue.length > at;
  return { mode, queue: repeated ? queue.slice(0, -1) : queue, at: at - 1, done };
}

/**
 * A session as it was kept for the tab, without the questions that are gone; undefined where there is nothing to do or tell.
 * @param {string | null} text
 * @param {(id: string) => boolean} isKnown
 * @returns {Session | undefined}
 */
export function revive(text, isKnown) {
  /** @type {Partial<Session> | null} */
  let kept;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (!kept || !Array.isArray(kept.queue) || !Array.isArray(kept.done) || typeof kept.at !== 'number') return undefined;
  const mode = kept.mode === 'interview' ? 'interview' : 'review';
  const before = kept.queue.slice(0, kept.at).filter(isKnown);
  const after = kept.queue.slice(kept.at).filter(isKnown);
  const done = kept.done.filter(each => each && isKnown(each.id));
  return after.length || done.length ? { mode, queue: [...before, ...after], at: before.length, done } : undefined;
}

/**
 * What a sitting comes to: each question once, with its last grade, and the middle of the seconds until its first answer.
 * @param {Session} session
 */
export function summary({ done }) {
  /** @type {Map<string, Done>} */
  const last = new Map();
  /** @type {Map<string, number>} */
  const first = new Map();
  for (const each of done) {
    last.set(each.id, each);
    if (!first.has(each.id)) first.set(each.id, each.seconds);
  }
  const seconds = [...first.values()].sort((one, other) => one - other);
  const results = [...last.values()].map(each => ({ ...each, seconds: first.get(each.id) ?? each.seconds }));
  return {
    results,
    median: seconds[Math.floor((seconds.length - 1) / 2)] ?? 0,
    stuck: results.filter(({ grade }) => grade === AGAIN).map(({ id }) => id),
  };
}
