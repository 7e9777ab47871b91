// Gets the index and the worker, over the network or beside the page.
import { fromFile, indexAddress, toFile, workerAddress } from './config.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').WorkerLike} WorkerLike */

const loaded = /** @type {import('./types.js').Loaded} */ (globalThis);

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
const loadScript = address => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = address;
  script.onload = () => resolve();
  script.onerror = () => reject(new Error(`${address} does not load`));
  document.head.append(script);
});

/**
 * Rejects if it does not load or is none.
 * @returns {Promise<import('./types.js').Index>}
 */
export async function loadIndex() {
  let index;
  if (fromFile) {
    await loadScript(indexAddress);
    index = loaded.__index;
  } else {
    const response = await fetch(indexAddress);
    if (!response.ok) throw new Error(`${indexAddress}: ${response.status}`);
    index = await response.json();
  }
  if (!Array.isArray(index?.docs)) throw new Error(`${indexAddress} is no index`);
  return index;
}

/** The worker's part for a page that may not start one: the same script, in the page. */
class PageWorker {
  /** @type {WorkerLike['onmessage']} */
  onmessage = null;
  /** @type {WorkerLike['onerror']} */
  onerror = null;
  #came = loadScript(workerAddress).then(() => true, () => false);

  /** @param {Message} message */
  async postMessage(message) {
    if (!await this.#came) return this.onerror?.({ message: '' });
    try {
      if (!loaded.searchWorker) throw new Error(`${workerAddress} does not run here`);
      const reply = loaded.searchWorker(message);
      if (!reply) return;
      for (const entry of /** @type {import('./types.js').Answer} */ (reply.data ?? { items: [] }).items.flat()) {
        entry.location = toFile(entry.location);
      }
      this.onmessage?.({ data: reply });
    } catch (error) {
      this.onerror?.(error);
    }
  }
}

/**
 * @param {typeof Worker} NativeWorker
 * @returns {WorkerLike}
 */
export const startWorker = NativeWorker => (fromFile ? new PageWorker()
  : /** @type {WorkerLike} */ (/** @type {unknown} */ (new NativeWorker(workerAddress))));
