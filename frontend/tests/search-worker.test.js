// The worker's messages: what it says of an answer while the texts come.
import assert from 'node:assert/strict';
import test from 'node:test';

const [SETUP, READY, QUERY, TEXTS] = [0, 1, 2, 4];

test('an answer is partial until the engine has read the texts, not only until they came', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const sent = [];
  globalThis.document = {}; // the worker then takes its messages from a function
  globalThis.postMessage = message => sent.push(message);
  await import('../search/worker/worker.js');
  const ask = () => {
    const { partial, unknown, total } = globalThis.searchWorker({ type: QUERY, data: '볼륨 항공권' }).data;
    return { partial, unknown, total };
  };
  const docs = [{ location: 'a/', title: '볼륨', text: '' }, { location: 'b/', title: '네트워크', text: '' }];
  globalThis.searchWorker({ type: SETUP, data: JSON.stringify({ config: {}, docs }) });
  const early = { partial: true, unknown: [], total: 1 };
  assert.deepEqual(ask(), early);
  globalThis.searchWorker({ type: TEXTS, data: JSON.stringify(['볼륨은 남습니다', '볼륨 항공권']) });
  assert.deepEqual(ask(), early);
  const [[first]] = globalThis.searchWorker({ type: QUERY, data: '볼륨' }).data.items;
  assert.match(first.text, /남습니다/, 'rows show a text before it is searched');
  mock.timers.tick(1000);
  assert.deepEqual(sent, [{ type: READY }]);
  assert.deepEqual(ask(), { partial: false, unknown: [], total: 2 });
});
