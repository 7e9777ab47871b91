// Registers the service worker, says when a kept page is shown, and asks the worker to keep and to forget.
import { element } from './dom.js';
import { settled } from './start.js';
import { askWorker, isWorkerSupported, register, root } from './worker.js';

/** @typedef {{ saved: boolean, total: number, missing: string[], size: number, pages: number }} State */

const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);

if (document.documentElement.dataset.offline !== undefined) {
  document.querySelector('.md-container')?.prepend(element('p', {
    className: 'guide-offline', role: 'status',
    textContent: '인터넷에 연결되지 않아 저장해 둔 페이지를 보여 드립니다. 최신이 아닐 수 있습니다.',
  }));
}

/** @returns {Promise<State | undefined>} */
export const stateOfKept = async () => /** @type {State | undefined} */ (await askWorker({ ask: 'state' }));

/**
 * Keeps what is missing, a few at a time; returns how many did not come.
 * @param {string[]} missing
 * @param {(done: number) => void} [progress]
 */
export async function keepAll(missing, progress = () => {}) {
  const queue = [...missing];
  let done = 0;
  let failed = 0;
  const work = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const answered = /** @type {{ kept?: boolean } | undefined} */ (await askWorker({ ask: 'keep', path }));
      if (!answered?.kept) failed += 1;
      progress((done += 1));
    }
  };
  await Promise.all([work(), work(), work()]);
  return failed;
}

// After the page, never beside it.
if (isWorkerSupported() && !connection?.saveData) {
  const begin = async () => {
    const registration = await register();
    // The first page came before the worker did.
    if (!navigator.serviceWorker.controller) await askWorker({ ask: 'keep', path: decodeURI(location.pathname.slice(root.pathname.length)) });
    const state = await stateOfKept();
    if (state?.saved && state.missing.length) await keepAll(state.missing);
    // Last, when nothing more is asked: a worker that still gets questions while the next one waits is stopped only
    // after 30 s, and Chromium then sends what open tabs ask for past the new worker.
    registration?.waiting?.postMessage({ ask: 'take over' });
  };
  settled.then(() => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(begin, { timeout: 5000 });
    else setTimeout(begin);
  });
}
