// The record of grades: what is read from any text, and that nothing is lost when records meet.
import assert from 'node:assert/strict';
import test from 'node:test';
import { added, empty, entryFor, merge, NewerRecord, pack, parse, removed, reviewsOf, unpack } from '../practice/record.js';
import { seeded } from './random.js';

const NOW = Date.UTC(2026, 11, 3, 1, 0);
const DAY = 86_400_000;

/** @param {import('../practice/record.js').Log} log */
const recordOf = log => ({ v: 1, log });

test('an entry says when and which grade, to the minute', () => {
  for (const grade of /** @type {const} */ ([1, 2, 3, 4])) assert.deepEqual(unpack(pack(NOW, grade)), [NOW, grade]);
  assert.equal(pack(Date.UTC(2020, 0, 1), 3), 2, 'a clock before the guide began');
});

test('a record is read as it was written', () => {
  const record = recordOf({ volumes: [1, 5], 'a-b': [9] });
  assert.deepEqual(parse(JSON.stringify(record)), record);
});

test('what is no record is refused', () => {
  for (const text of ['', 'null', '[]', '7', '{"v":1}', '{"v":1,"log":null}', '{"v":1,"log":[1]}', '{"v":"1","log":{}}', '{"v":0,"log":{}}',
    '{"v":1,"log":{"a":[1]', 'volumes']) {
    assert.throws(() => parse(text), error => error instanceof SyntaxError || error instanceof TypeError, text);
  }
  assert.throws(() => parse('{"v":2,"log":{}}'), NewerRecord);
});

test('what is no grade is left out, and the rest is kept', () => {
  const text = '{"v":1,"log":{"__proto__":[1],"A":[1],"a b":[1],"x":"1","y":[],"z":[1.5,-1,"2",null,4294967296],"ok":[8,4,8,null]}}';
  const { log } = parse(text);
  assert.deepEqual(log, { ok: [4, 8] });
  assert.equal(Object.getPrototypeOf(log), Object.prototype);
  const long = Array.from({ length: 300 }, (_, place) => place);
  assert.deepEqual(parse(JSON.stringify(recordOf({ a: long }))).log.a, long.slice(100));
});

test('records meet as sets: in any order, any number of times', () => {
  const random = seeded(12);
  const some = () => recordOf(Object.fromEntries(['a', 'b', 'c'].filter(() => random() < 0.7)
    .map(id => [id, [...new Set(Array.from({ length: 4 }, () => Math.floor(random() * 9)))].sort((one, other) => one - other)])));
  for (let turn = 0; turn < 200; turn += 1) {
    const [one, two, three] = [some(), some(), some()];
    assert.deepEqual(merge(one, two), merge(two, one));
    assert.deepEqual(merge(merge(one, two), three), merge(one, merge(two, three)));
    assert.deepEqual(merge(merge(one, two), two), merge(one, two));
    assert.deepEqual(merge(one, empty()), one);
  }
});

test('a grade that was taken back is gone, and nothing else', () => {
  const record = recordOf({ a: [4], b: [4, 8] });
  assert.deepEqual(removed(added(record, 'b', 13), 'b', 13), record);
  assert.deepEqual(removed(record, 'a', 4), recordOf({ b: [4, 8] }));
  assert.deepEqual(removed(record, 'c', 4), record);
});

test('a grade is newer than the last one that counts, whatever the clock says', () => {
  const first = entryFor(empty(), 'a', NOW, 3);
  assert.deepEqual(unpack(first), [NOW, 3]);
  const record = added(empty(), 'a', first);
  const [again] = unpack(entryFor(record, 'a', NOW, 3));
  assert.ok(again > NOW, 'twice in one minute');
  const [back] = unpack(entryFor(record, 'a', NOW - DAY / 2, 3));
  assert.ok(back > NOW, 'a clock that was set back');
});

test('what a wrong clock wrote into the future waits until its time comes', () => {
  const ahead = pack(NOW + 10 * DAY, 3);
  const record = added(added(empty(), 'a', ahead), 'a', pack(NOW, 2));
  assert.deepEqual(reviewsOf(record, 'a', NOW), [[NOW, 2]]);
  assert.equal(reviewsOf(record, 'a', NOW + 11 * DAY).length, 2);
  assert.ok(unpack(entryFor(record, 'a', NOW + DAY, 3))[0] < NOW + 2 * DAY, 'it does not drag new grades along');
});
