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
 * The whole answer of the network, kept as well. A body that this script still passes on piece by piece would stop
 * in the middle when a new release's worker takes over, so it is read to its end first.
 * @param {FetchEvent} event
 * @param {(response: Response) => Promise<unknown>} keep
 */
async function fetchAndKeep({ request, waitUntil }, keep) {
  const response = await fetch(request);
  if (!response.ok || response.redirected) return response;
  const headers = { 'content-type': response.headers.get('content-type') ?? '' };
  const body = await response.arrayBuffer();
  waitUntil(keep(new Response(body, { headers })));
  return new Response(body, { headers });
}

/**
 * A page comes from the network when there is one; a kept copy is shown only when there is none, and says so.
 * @param {FetchEvent} event
 * @param {string} path within the site
 */
async function answerPage(event, path) {
  const { request } = event;
  const page = pageOf(path, release.pages);
  const network = page === undefined ? fetch(request) : fetchAndKeep(event, response => keepCopy(page, response));
  // A late answer is kept too, and one that fails before anybody waits for it is no error.
  event.waitUntil(network.catch(() => {}));
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
const answerHashed = async (event, url) =>
  await keptFile(url) ?? fetchAndKeep(event, response => keepFile(url, response));

/**
 * @param {FetchEvent} event
 * @param {string} path
 */
async function answerData(event, path) {
  const copy = await keptCopy(path);
  if (copy && await isCurrent(path)) return copy;
  try {
    return await fetchAndKeep(event, response => keepCopy(path, response));
  } catch (error) {
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
  const path = decoded(url.pathname.slice(root.pathname.length));
  const extended = /** @type {FetchEvent} */ ({ request, waitUntil: event.waitUntil.bind(event) });
  if (request.mode === 'navigate') return answerPage(extended, path);
  if (isHashed(path)) return answerHashed(extended, url);
  if (path in release.data) return answerData(extended, path);
  return undefined;
}

/** @param {string} path */
function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
