// Which questions come, how a sitting goes on, and what a key is called.
import assert from 'node:assert/strict';
import test from 'node:test';
import { forToday, interleave, interview, round, shuffle } from '../practice/pick.js';
import { begin, graded, revive, summary, undone } from '../practice/session.js';
import { seeded } from './random.js';

/** @typedef {import('../practice/data.js').Question} Question */
/** @typedef {import('../practice/memory.js').Memory} Memory */
/** @typedef {import('../practice/session.js').Session} Session */

/** 8 parts with 6 pages each and 3 questions a page. @type {Question[]} */
const QUESTIONS = Array.from({ length: 144 }, (_, place) => ({
  id: `q${place}`, page: 0, title: '', short: '', url: `page-${Math.floor(place / 3)}/`, pageTitle: '', part: `part ${Math.floor(place / 18)}`,
  ...place % 12 === 0 && { asked: 1 }, ...place % 5 === 0 && { deep: 1 },
}));

test('a mock interview: ten, no page twice, at most three of a part, neighbours of different parts', () => {
  const random = seeded(1);
  /** @type {Map<string, number>} */
  const drawn = new Map();
  for (let turn = 0; turn < 3000; turn += 1) {
    const chosen = interview(QUESTIONS, random);
    assert.equal(chosen.length, 10);
    assert.equal(new Set(chosen.map(({ url }) => url)).size, 10);
    const parts = chosen.map(({ part }) => part);
    for (const part of parts) assert.ok(parts.filter(each => each === part).length <= 3);
    for (const [place, part] of parts.entries()) assert.notEqual(part, parts[place + 1]);
    for (const { id } of chosen) drawn.set(id, (drawn.get(id) ?? 0) + 1);
  }
  const times = [...drawn.values()];
  assert.equal(times.length, QUESTIONS.length, 'each question comes');
  assert.ok(Math.min(...times) > 140 && Math.max(...times) < 280, `equally often: ${Math.min(...times)} to ${Math.max(...times)} of 208`);
});

test('today: the least sure first where there are too many, then what was really asked, basic, deep', () => {
  const random = seeded(2);
  /** @type {Map<string, Memory>} */
  const memories = new Map(QUESTIONS.slice(0, 50).map(({ id }, place) =>
    [id, { stability: place + 1, difficulty: 5, last: 0, due: place < 40 ? 9 : 11, grade: 3 }]));
  const today = { day: 10, sureness: (/** @type {Memory} */ { stability }) => stability, isOffered: () => true };
  const full = forToday(QUESTIONS, memories, today, random);
  assert.deepEqual(new Set(full.due.map(({ id }) => id)), new Set(QUESTIONS.slice(0, 30).map(({ id }) => id)));
  assert.deepEqual(full.fresh, [], 'no new questions beside so many');

  const { due, fresh } = forToday(QUESTIONS, new Map(), { ...today, isOffered: ({ part }) => part !== 'part 7' }, random);
  assert.deepEqual(due, []);
  assert.equal(fresh.length, 10);
  const ranks = fresh.map(({ asked, deep }) => (asked ? 0 : deep ? 2 : 1));
  assert.deepEqual(ranks, [...ranks].sort());
  assert.ok(fresh.every(({ asked, part }) => asked && part !== 'part 7'));
});

test('neighbours come from different groups where that is possible', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const mixed = interleave(['a', 'a', 'a', 'b', 'b', 'c'], letter => letter, seeded(seed));
    assert.deepEqual([...mixed].sort(), ['a', 'a', 'a', 'b', 'b', 'c']);
    for (const [place, letter] of mixed.entries()) assert.notEqual(letter, mixed[place + 1]);
  }
  assert.deepEqual(interleave(['a', 'a'], letter => letter, seeded(1)), ['a', 'a']);
});

test('a round of O/X is half true, and no pair comes twice', () => {
  const pairs = Array.from({ length: 80 }, (_, place) => place);
  const random = seeded(3);
  for (let turn = 0; turn < 200; turn += 1) {
    const shown = round(pairs, random);
    assert.equal(shown.filter(({ isTrue }) => isTrue).length, 5);
    assert.equal(new Set(shown.map(({ pair }) => pair)).size, 10);
  }
  assert.equal(round([1, 2, 3], random).length, 3);
});

test('shuffling loses nothing', () => {
  assert.deepEqual(shuffle([1, 2, 3, 4], seeded(4)).sort(), [1, 2, 3, 4]);
});

/** @param {string} id @param {import('../practice/memory.js').Grade} grade @param {number} [seconds] */
const done = (id, grade, seconds = 20) => ({ id, grade, seconds, entry: 1, missed: [] });

test('in a review what was not known comes again at the end, twice at most', () => {
  let session = begin('review', ['a', 'b']);
  session = graded(session, done('a', 1));
  assert.deepEqual(session.queue, ['a', 'b', 'a']);
  session = graded(graded(session, done('b', 3)), done('a', 1));
  assert.deepEqual(session.queue, ['a', 'b', 'a', 'a']);
  session = graded(session, done('a', 1));
  assert.equal(session.at, session.queue.length, 'three tries are enough');
  assert.deepEqual(graded(begin('interview', ['a', 'b']), done('a', 1)).queue, ['a', 'b'], 'an interviewer goes on');
});

test('taking a grade back gives the session as it was', () => {
  for (const grade of /** @type {const} */ ([1, 2, 3, 4])) {
    for (const before of [begin('review', ['a', 'b']), graded(begin('review', ['a', 'b']), done('a', 1)), begin('interview', ['a'])]) {
      const id = before.queue[before.at] ?? '';
      assert.deepEqual(undone(graded(before, done(id, grade))), before);
    }
  }
  const fresh = begin('review', ['a']);
  assert.equal(undone(fresh), fresh);
});

test('a reload goes on at the same question; what the guide no longer has is left out', () => {
  const session = graded(begin('interview', ['a', 'gone', 'b', 'c']), done('a', 3));
  const known = (/** @type {string} */ id) => id !== 'gone';
  assert.deepEqual(revive(JSON.stringify(session), known), { mode: 'interview', queue: ['a', 'b', 'c'], at: 1, done: session.done });
  assert.equal(revive(JSON.stringify({ ...session, at: 4 }), known)?.at, 3, 'all are answered: there is a summary to tell');
  for (const text of [null, '', 'null', '{', '[]', '{"queue":1}', '{"mode":"review","queue":["gone"],"at":0,"done":[null]}']) {
    assert.equal(revive(text, known), undefined, String(text));
  }
});

test('the summary tells each question once: its last grade, and the seconds of its first answer', () => {
  /** @type {Session} */
  const session = { mode: 'review', queue: [], at: 4, done: [done('a', 1, 40), done('b', 1, 10), done('a', 3, 5), done('c', 2, 90)] };
  const { results, median, stuck } = summary(session);
  assert.deepEqual(results.map(({ id, grade, seconds }) => [id, grade, seconds]), [['a', 3, 40], ['b', 1, 10], ['c', 2, 90]]);
  assert.equal(median, 40);
  assert.deepEqual(stuck, ['b']);
});
