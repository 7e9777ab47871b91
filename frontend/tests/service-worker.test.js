// Names and numbers of the service worker: no browser needed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { RETAINED, cacheName, isHashed, namesIn, pageOf, retained, withoutHashes } from '../service-worker/names.js';

const pages = { '': 1, 'volumes/': 1, 'a/b/': 1 };

test('a page is found with or without the last slash, and by its file', () => {
  for (const path of ['volumes/', 'volumes', 'volumes/index.html']) assert.equal(pageOf(path, pages), 'volumes/');
  for (const path of ['', 'index.html']) assert.equal(pageOf(path, pages), '');
  for (const path of ['a', 'volumes/x', 'volumes.html', 'xindex.html']) assert.equal(pageOf(path, pages), undefined);
});

test('hashed names are known, others are not', () => {
  for (const name of ['a/guide.0123abcd.js', 'bundle.a5f9d56c.min.js', 'f/guide-sans.31dd1017.woff2']) assert.ok(isHashed(name), name);
  for (const name of ['sw.js', 'guide.js', 'search/search_index.json', 'a.0123abcd.json', 'guide.0123abcg.js']) assert.ok(!isHashed(name), name);
});

test('two releases of a page differ by their content alone', () => {
  const one = '<link href="../a/guide.0123abcd.css"><script src="bundle.01234567.min.js">글';
  assert.equal(withoutHashes(one), withoutHashes(one.replace('0123abcd', '89abcdef').replace('01234567', '76543210')));
  assert.notEqual(withoutHashes(one), withoutHashes(one.replace('글', '말')));
  assert.deepEqual([...namesIn(one)], ['guide.0123abcd.css', 'bundle.01234567.min.js']);
});

test('guides on one origin do not share caches', () => {
  assert.notEqual(cacheName('/guide/', 'pages'), cacheName('/guide-b/', 'pages'));
  assert.notEqual(cacheName('/guide/', 'pages'), cacheName('/guide/', 'files'));
});

test('earlier releases are retained for a while, the current one always', () => {
  const day = 86_400_000;
  const at = 1000 * day;
  const release = (/** @type {string} */ id, /** @type {number} */ days) => ({ id, at: at - days * day, shell: [] });
  const ids = (/** @type {import('../service-worker/names.js').Known[]} */ known) => retained(known, release('now', 0)).map(({ id }) => id);
  assert.deepEqual(ids([release('old', RETAINED.days + 1), release('b', 2), release('a', 1)]), ['now', 'a', 'b']);
  assert.deepEqual(ids([release('now', 9)]), ['now'], 'a release that came back is there once');
  assert.equal(ids(Array.from({ length: 40 }, (_, days) => release(`r${days}`, days / 4))).length, RETAINED.releases);
});
