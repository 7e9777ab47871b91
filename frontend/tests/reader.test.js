// Pure parts of the reader's script.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ALL, choiceOf, fits, isAll, searchFor } from '../reader/ask.js';
import { idOf } from '../reader/fragment.js';
import { actionOf, SHORTCUTS } from '../reader/keys.js';
import { expressionFor, spansIn } from '../search/dialog/highlight.js';

test('a fragment names an id, whatever stands in it', () => {
  const cases = { '#q-volumes': 'q-volumes', '#%EB%B3%BC': '볼', '#100%': '100%', '#%': '%', '#%E0%A4%A': '%E0%A4%A', '': '', '#': '' };
  for (const [hash, id] of Object.entries(cases)) assert.equal(idOf(hash), id);
});

test('a shortcut is a single key, on a Korean keyboard too', () => {
  assert.equal(actionOf({ key: '/', code: 'Slash' }), 'search');
  assert.equal(actionOf({ key: 'ㄹ', code: 'KeyF' }), 'search');
  assert.equal(actionOf({ key: 'ㅜ', code: 'KeyN' }), 'next');
  assert.equal(actionOf({ key: ',', code: 'Comma' }), 'previous');
  for (const event of [{ key: 'n', ctrlKey: true }, { key: 'f', metaKey: true }, { key: 's', altKey: true }, { key: '?', code: 'Slash' },
    { key: 'Enter' }, { key: 'Shift' }, { key: 'Process' }]) assert.equal(actionOf(event), undefined, JSON.stringify(event));
  for (const { action, keys } of SHORTCUTS) for (const key of keys) assert.equal(actionOf({ key }), action);
});

test('a choice of questions is kept in the address, beside what else is there', () => {
  const choice = { part: '이미지', level: 'deep', core: true };
  assert.deepEqual(choiceOf(searchFor(choice, '')), choice);
  assert.deepEqual(choiceOf(''), ALL);
  assert.equal(searchFor({ ...ALL, level: 'basic' }, '?a=b&part=x&core=1'), '?a=b&level=basic');
  assert.equal(searchFor(ALL, '?part=x'), '');
  assert.ok(isAll(choiceOf('?h=core')) && !isAll(choiceOf('?core=1')));
});

test('a question is shown that fits all that was chosen', () => {
  const question = { part: '이미지', level: 'basic', core: true };
  for (const choice of [ALL, question, { ...ALL, part: '이미지' }]) assert.ok(fits(question, choice));
  for (const other of [{ part: '기초' }, { level: 'deep' }]) assert.ok(!fits(question, { ...ALL, ...other }));
  assert.ok(!fits({ ...question, core: false }, { ...ALL, core: true }));
});

/** @param {string} text @param {string} query */
const marked = (text, query) => {
  const expression = expressionFor(query);
  return expression ? spansIn(text, expression).map(([start, end]) => text.slice(start, end)) : null;
};

test('words are marked where they begin, Hangul words everywhere', () => {
  assert.deepEqual(marked('볼륨과 이름볼륨', '볼륨'), ['볼륨', '볼륨']);
  assert.deepEqual(marked('rm -rm (rm) arm', 'rm'), ['rm', 'rm', 'rm']);
  assert.deepEqual(marked('Volume volumes', 'vol'), ['Vol', 'vol']);
  assert.deepEqual(marked('망 이름망', '망'), ['망']);
  assert.deepEqual(marked('볼륨(volume) 볼륨volume', '볼륨 volume'), ['볼륨', 'volume', '볼륨']);
});

test('what a query holds is text, and an empty one marks nothing', () => {
  for (const query of ['.*', '\\', '[a-z]', '(', '^']) assert.deepEqual(marked('docker', query), [], query);
  assert.equal(marked('docker', '  '), null);
  assert.deepEqual(marked('a $HOME b', '$HOME'), ['$HOME']);
});
