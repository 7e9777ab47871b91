// What the worker answers to a request of a page.
import { isHashed, pageOf } from './names.js';
import { notice } from './notice.js';
import { release, root } from './release.js';
import { isCurrent, keepCopy, keepFile, keptCopy, keptFile } from './storage.js';

const PATIENCE = 5000; // ms until a network that does not answer counts as none: where there is a copy, and only there

/** @param {string} path */
async function titleOf(path) {
  const html = await (await keptCopy(path))?.text() ?? '';
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? path;
  return title.replace(/ - [^-]*$/, '').replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#34;|&quot;/g, '"');
}

/** @param {Response} copy */
async function asOffline(copy) {
  const html = await copy.text();
  return new Response(html.replace('<html ', '<html data-offline '), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/**
 * A page comes from the network when there is one; a kept copy is shown only when there is none, and says so.
 * @param {FetchEvent} event
 * @param {string} path within the site
 */
async function answerPage({ request, waitUntil }, path) {
  const page = pageOf(path, release.pages);
  const network = fetch(request);
  // A late answer is kept too, and one that fails before anybody waits for it is no error.
  waitUntil(network.then(response => page !== undefined && keepCopy(page, response.clone()), () => {}));
  const copy = page === undefined ? undefined : await keptCopy(page);
  try {
    if (!copy) return await network;
    const patience = new Promise((_, reject) => { setTimeout(reject, PATIENCE, new Error('no answer')); });
    const response = /** @type {Response} */ (await Promise.race([network, patience]));
    if (response.status >= 500) throw new Error(`${response.status}`);
    return response;
  } catch {
    // From «volumes» to «volumes/»: relative addresses of the page count on it.
    if (page !== undefined && page !== path && !path.endsWith('index.html')) {
      return Response.redirect(new URL(page + new URL(request.url).search, root).href, 302);
    }
    if (copy) return asOffline(copy);
    const exists = page !== undefined || release.others.includes(path) || path in release.data;
    return notice(exists ? 'not kept' : 'unknown', titleOf);
  }
}

/**
 * @param {FetchEvent} event
 * @param {URL} url
 */
async function answerHashed({ request, waitUntil }, url) {
  const copy = await keptFile(url);
  if (copy) return copy;
  const response = await fetch(request);
  waitUntil(keepFile(url, response.clone()));
  return response;
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 */
async function answerData({ request, waitUntil }, path) {
  if (await isCurrent(path)) {
    const copy = await keptCopy(path);
    if (copy) return copy;
  }
  try {
    const response = await fetch(request);
    waitUntil(keepCopy(path, response.clone()));
    return response;
  } catch (error) {
    const copy = await keptCopy(path);
    if (!copy) throw error;
    return copy;
  }
}

/**
 * @param {FetchEvent} event
 * @returns {Promise<Response> | undefined} undefined: the browser does what it would do without us
 */
export function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return undefined;
  if (request.headers.has('range')) return undefined;
  const path = decodeURI(url.pathname.slice(root.pathname.length));
  const event_ = { request, waitUntil: event.waitUntil.bind(event) };
  if (request.mode === 'navigate') return answerPage(/** @type {FetchEvent} */ (event_), path);
  if (isHashed(path)) return answerHashed(/** @type {FetchEvent} */ (event_), url);
  if (path in release.data) return answerData(/** @type {FetchEvent} */ (event_), path);
  return undefined;
}
