// The log of grades → what is due when. Nothing that is computed is kept: replaying the log gives the same on every
// device, and a later release of the scheduler needs no migration.
//
// FSRS comes from ts-fsrs, by its class that takes elapsed days: its own cards count days in UTC, which change at nine in
// the morning in Korea, and it throws where a clock was set back. decisions/0008-practice.md.
import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs';
import { dayOf } from './day.js';

/** @typedef {1 | 2 | 3 | 4} Grade */
/** @typedef {[time: number, grade: Grade]} Review */
/**
 * @typedef {object} Memory
 * @property {number} stability days until the answer is still there with nine chances in ten
 * @property {number} difficulty from 1 to 10
 * @property {number} last study day of the last review
 * @property {number} due study day of the next
 * @property {Grade} grade the last one
 */

export const AGAIN = 1;
/** @type {Grade[]} */
export const GRADES = [1, 2, 3, 4];
const LONGEST = 365;

// On import the library gives every date four methods of its own, which nothing here needs.
for (const name of ['scheduler', 'diff', 'format', 'dueFormat']) Reflect.deleteProperty(Date.prototype, name);

const algorithm = new FSRSAlgorithm(generatorParameters({ maximum_interval: LONGEST }));

/**
 * @param {Review[]} reviews of one question, the oldest first
 * @returns {Memory | undefined}
 */
export function recall(reviews) {
  /** @type {{ stability: number, difficulty: number } | null} */
  let state = null;
  let last = 0;
  /** @type {Grade} */
  let latest = AGAIN;
  for (const [time, grade] of reviews) {
    const day = Math.max(dayOf(time), last); // travelling west, or a clock that was set back, undoes no day
    state = algorithm.next_state(state, state ? day - last : 0, grade);
    last = day;
    latest = grade;
  }
  if (!state) return undefined;
  const rest = latest === AGAIN ? 1 : algorithm.next_interval(state.stability, 0);
  return { ...state, last, due: last + rest, grade: latest };
}

/**
 * For each grade, in how many days the question would come again.
 * @param {Review[]} reviews
 * @param {number} time
 */
export const outlook = (reviews, time) => GRADES.map(grade => {
  const after = /** @type {Memory} */ (recall([...reviews, [time, grade]]));
  return after.due - Math.max(dayOf(time), after.last);
});

/**
 * How likely the answer is still there on a study day, from 0 to 1.
 * @param {Memory} memory
 * @param {number} day
 */
export const sureness = (memory, day) => algorithm.forgetting_curve(Math.max(0, day - memory.last), memory.stability);
