// Asks the service worker. Nothing happens on import.

const supported = 'serviceWorker' in navigator && location.protocol !== 'file:';
const { base } = JSON.parse(document.getElementById('__config')?.textContent ?? '{"base":"."}');

/** The address of the guide. */
export const root = new URL(base.endsWith('/') ? base : `${base}/`, location.href);

export const isWorkerSupported = () => supported;

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
export const register = async () => {
  try {
    return await navigator.serviceWorker.register(new URL('sw.js', root).href);
  } catch {
    return undefined; // refused or not reachable: the guide is read from the network
  }
};

/**
 * What the worker says to a question, or undefined without one.
 * @param {{ ask: string, path?: string }} question
 * @returns {Promise<unknown>}
 */
export async function askWorker(question) {
  if (!supported || !await register()) return undefined;
  const { active } = await navigator.serviceWorker.ready;
  if (!active) return undefined;
  const { port1, port2 } = new MessageChannel();
  return new Promise(settle => {
    port1.onmessage = ({ data }) => settle(data);
    active.postMessage(question, [port2]);
  });
}
