// Study days and the schedule: what ts-fsrs computes, on the reader's own days.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createEmptyCard, fsrs } from 'ts-fsrs';
import { dateOf, dayOf, inDays } from '../practice/day.js';
import { AGAIN, GRADES, outlook, recall, sureness } from '../practice/memory.js';
import { seeded } from './random.js';

/** @typedef {import('../practice/memory.js').Review} Review */

/**
 * Runs an action where the clocks say what they say there.
 * @param {string} place
 * @param {() => void} action
 */
function living(place, action) {
  const before = process.env.TZ;
  process.env.TZ = place;
  try {
    action();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

/** @param {string} text a time where the reader is */
const at = text => new Date(text).getTime();

test('a study day begins at four in the morning, in Korea and in a summer', () => {
  living('Asia/Seoul', () => {
    const day = dayOf(at('2026-12-03T04:00'));
    assert.equal(dateOf(day), '2026-12-03');
    assert.equal(dayOf(at('2026-12-03T03:59')), day - 1);
    // The days of ts-fsrs change at nine.
    for (const time of ['08:59', '09:01', '23:59']) assert.equal(dayOf(at(`2026-12-03T${time}`)), day, time);
    assert.equal(dayOf(at('2026-12-04T03:59')), day);
  });
  living('America/New_York', () => { // the clocks go forward on 8 March 2026, and back on 1 November
    for (const date of ['2026-03-08', '2026-11-01']) {
      const day = dayOf(at(`${date}T12:00`));
      assert.equal(dateOf(day), date);
      assert.equal(dayOf(at(`${date}T04:00`)), day);
      assert.equal(dayOf(at(`${date}T03:59`)), day - 1);
    }
  });
});

test('days are said as people say them', () => {
  assert.deepEqual([-1, 0, 1, 2, 8].map(inDays), ['오늘', '오늘', '내일', '모레', '8일 뒤']);
});

test('two reviews of one morning are of one day, and the next morning is the next', () => {
  living('Asia/Seoul', () => {
    /** @param {string[]} times */
    const after = (...times) => recall(times.map(time => /** @type {Review} */ ([at(time), 3])));
    const once = after('2026-12-03T08:50');
    const twice = after('2026-12-03T08:50', '2026-12-03T09:10');
    assert.equal(twice?.stability, once?.stability, 'no day has gone by');
    const nextDay = after('2026-12-03T09:30', '2026-12-04T08:30'); // 23 hours later
    assert.ok(nextDay && once && nextDay.stability > 2 * once.stability);
    assert.equal(nextDay.last - once.last, 1);
  });
});

test('the schedule is that of ts-fsrs', () => {
  // Its own cards at noon UTC, where its days and ours are the same, against ours.
  living('UTC', () => {
    const scheduler = fsrs({ learning_steps: [], relearning_steps: [], maximum_interval: 365 });
    const random = seeded(20);
    for (let history = 0; history < 2000; history += 1) {
      /** @type {Review[]} */
      const reviews = [];
      let card = createEmptyCard(new Date(at('2026-12-01T12:00Z')));
      let time = at('2026-12-01T12:00Z');
      for (let review = 0; review < 5; review += 1) {
        const grade = GRADES[Math.floor(random() * 4)] ?? AGAIN;
        card = scheduler.next(card, new Date(time), grade).card;
        reviews.push([time, grade]);
        const memory = recall(reviews);
        assert.equal(memory?.stability, card.stability, JSON.stringify(reviews));
        assert.equal(memory?.difficulty, card.difficulty);
        // A question rests until nine chances in ten are left, which is what its stability says.
        const rest = grade === AGAIN ? 1 : Math.min(365, Math.max(1, Math.round(card.stability)));
        assert.equal(memory && memory.due - memory.last, rest);
        time += (1 + Math.floor(random() * 40)) * 86_400_000;
      }
    }
  });
});

test('first rests: tomorrow, tomorrow, the day after, in eight days', () => {
  assert.deepEqual(outlook([], at('2026-12-03T10:00')), [1, 1, 2, 8]);
});

test('a clock that was set back, and travelling west, undo no day', () => {
  living('Asia/Seoul', () => {
    const memory = recall([[at('2026-12-10T10:00'), 3], [at('2026-12-04T10:00'), 3]]);
    assert.equal(memory?.last, dayOf(at('2026-12-10T10:00')));
    assert.ok(memory && memory.due > memory.last);
    // What the buttons promise there is counted from the same day.
    assert.ok(outlook([[at('2026-12-10T10:00'), 3]], at('2026-12-04T10:00')).every(days => days >= 1));
  });
});

test('what was not known comes tomorrow, and nothing rests longer than a year', () => {
  /** @type {Review[]} */
  const known = Array.from({ length: 12 }, (_, place) => [at('2026-12-03T10:00') + place * 300 * 86_400_000, 4]);
  const memory = recall(known);
  assert.equal(memory && memory.due - memory.last, 365);
  const forgotten = recall([...known, [at('2040-12-03T10:00'), AGAIN]]);
  assert.equal(forgotten && forgotten.due - forgotten.last, 1);
  assert.equal(recall([]), undefined);
});

test('the answer is surest on the day of the review', () => {
  const memory = recall([[at('2026-12-03T10:00'), 3]]);
  assert.ok(memory);
  assert.equal(sureness(memory, memory.last), 1);
  assert.ok(Math.abs(sureness(memory, memory.last + memory.stability) - 0.9) < 0.001);
  assert.equal(sureness(memory, memory.last - 3), 1, 'a day before the review, by a clock set back');
});

test('dates have no methods that the library adds', () => {
  assert.deepEqual(Object.keys(Date.prototype), []);
});
