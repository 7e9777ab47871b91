// The way to the worker: it starts when somebody turns to the search, answers from the headings at once and from all
// of the text a moment later. Of the queries that come while one is answered only the last is asked.
import { fromFile, indexAddress, textsAddress, workerAddress } from './config.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').WorkerLike} WorkerLike */
/** @typedef {'worker' | 'network'} Cause the script does not run here, or something did not come */
/** @typedef {{ query: string, kind: import('./types.js').Kind }} Query */

const [SETUP, READY, QUERY, RESULT, TEXTS] = [0, 1, 2, 3, 4];
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

/** @param {Promise<Response>} coming */
async function textOf(coming) {
  const response = await coming;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.text();
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
      if (reply) this.onmessage?.({ data: reply });
    } catch (error) {
      this.onerror?.(error);
    }
  }
}

export class Connection {
  /** @type {WorkerLike | undefined} */
  #worker;
  #busy = false;
  #ready = false;
  /** @type {Query | undefined} */
  #next;
  /** @type {(answer: import('./types.js').Answer) => void} */
  onanswer = () => {};
  /** @type {(cause: Cause) => void} */
  onfailure = () => {};
  /** Called when the first answers can be had, and again when all of the text is there. */
  onready = () => {};

  /** Whether a query is answered at once. */
  get ready() { return this.#ready; }

  /** Fetches and sets up, once; after a failure the next call tries again. */
  async start() {
    if (this.#worker) return;
    const begun = loaded.guideSearch;
    loaded.guideSearch = undefined; // a failed start is not tried again
    const worker = /** @type {WorkerLike} */ (/** @type {unknown} */ (
      fromFile ? new PageWorker() : begun?.worker ?? new Worker(workerAddress)));
    this.#worker = worker;
    /** @type {(cause: Cause, error: unknown) => void} */
    const fail = (cause, error) => {
      if (this.#worker !== worker) return;
      console.warn('Search:', error);
      this.#worker = undefined;
      this.#busy = this.#ready = false;
      worker.terminate?.();
      this.onfailure(cause);
    };
    worker.onmessage = ({ data }) => this.#receive(data);
    begun?.failure.then(event => worker.onerror?.(event));
    worker.onerror = event => {
      event.preventDefault?.();
      // An event without words: the script did not come. With words: it came and does not run here.
      fail(event.message ? 'worker' : 'network', event);
    };
    try {
      if (fromFile) {
        await loadScript(indexAddress);
        worker.postMessage({ type: SETUP, data: { index: loaded.__index, options: { suggest: true } } });
      } else {
        const index = await textOf(begun?.index ?? fetch(indexAddress));
        if (!index.startsWith('{"config":')) throw new Error(`${indexAddress} is no index`);
        worker.postMessage({ type: SETUP, data: { index, options: { suggest: true } } });
        worker.postMessage({ type: TEXTS, data: await textOf(fetch(textsAddress)) });
      }
    } catch (error) {
      fail('network', error);
    }
  }

  /** @param {Query} query */
  ask(query) {
    if (!this.#ready || this.#busy) {
      this.#next = query;
      return;
    }
    this.#busy = true;
    this.#next = undefined;
    this.#worker?.postMessage({ type: QUERY, data: query });
  }

  /** @param {Message} message */
  #receive({ type, data }) {
    if (type === READY) {
      this.#ready = true;
      this.onready();
    } else if (type === RESULT) {
      this.#busy = false;
      if (!this.#next) return this.onanswer(data); // else what it answers is no longer asked
    }
    if (this.#next && !this.#busy) this.ask(this.#next);
  }
}
