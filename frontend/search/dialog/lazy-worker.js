// Stands in for the worker until somebody turns to the search. The theme starts its worker and fetches
// the index on every first visit; this one fetches nothing before `start`.
import { options } from './config.js';
import { loadIndex, startWorker } from './loading.js';

const SETUP = 0;
const RESULT = 3;

/** @typedef {import('./status.js').Cause} Cause */
/** @typedef {import('./types.js').Message} Message */

export class LazyWorker extends EventTarget {
  /** @type {typeof Worker} */
  #NativeWorker;
  /** @type {import('./types.js').WorkerLike | undefined} */
  #worker;
  #busy = false;
  /** @type {Message | undefined} */
  #next;

  /** @param {typeof Worker} NativeWorker */
  constructor(NativeWorker) {
    super();
    this.#NativeWorker = NativeWorker;
  }

  /** Fetches and sets up, once; after a failure the next call tries again. */
  async start() {
    if (this.#worker) return;
    const worker = this.#worker = startWorker(this.#NativeWorker);
    /** @type {(cause: Cause, error: unknown) => void} */
    const fail = (cause, error) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#busy = false;
      worker.terminate?.();
      this.dispatchEvent(new CustomEvent('failure', { detail: { cause, error } }));
    };
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = event => {
      event.preventDefault?.();
      // An event without words: the script did not come. With words: it came and does not run here.
      fail(event.message ? 'worker' : 'network', event);
    };
    try {
      const { config, docs } = await loadIndex();
      worker.postMessage({ type: SETUP, data: { config, docs, options } });
    } catch (error) {
      fail('network', error);
    }
  }

  /**
   * Of the queries that come while one is answered only the last is asked.
   * @param {Message} message
   */
  postMessage(message) {
    if (this.#busy) {
      this.#next = message;
      return;
    }
    this.#busy = true;
    this.#worker?.postMessage(message);
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === RESULT) {
      this.#busy = false;
      if (this.#next) {
        const next = this.#next;
        this.#next = undefined;
        this.postMessage(next);
        return; // what it answers is no longer asked
      }
    }
    this.dispatchEvent(new MessageEvent('message', { data: message }));
    this.dispatchEvent(new CustomEvent('answered', { detail: message }));
  }

  terminate() {
    this.#worker?.terminate?.();
  }
}
