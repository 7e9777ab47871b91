// Gets the index and the worker, over the network or beside the page.
import { fromFile, indexAddress, toFile, workerAddress } from './config.js';

const loadScript = address => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = address;
  script.onload = resolve;
  script.onerror = () => reject(new Error(`${address} does not load`));
  document.head.append(script);
});

/** { config, docs }; rejects if it does not load or is none. */
export async function loadIndex() {
  let index;
  if (fromFile) {
    await loadScript(indexAddress);
    index = globalThis.__index;
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
  constructor() {
    this.loaded = loadScript(workerAddress);
  }

  async postMessage(message) {
    try {
      await this.loaded;
      const reply = globalThis.searchWorker(message);
      for (const entry of reply.data?.items?.flat() ?? []) entry.location = toFile(entry.location);
      this.onmessage({ data: reply });
    } catch (error) {
      this.onerror(error);
    }
  }
}

export const startWorker = NativeWorker => fromFile ? new PageWorker() : new NativeWorker(workerAddress);
