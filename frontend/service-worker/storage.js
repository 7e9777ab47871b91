// The caches. Storage that is full or refused is no error: the guide is then read from the network.
import { cacheName, isHashed, namesIn, retained, withoutHashes } from './names.js';
import { release, root } from './release.js';

const HASH = 'x-guide-hash';
/** @type {CacheQueryOptions} */
const ANY = { ignoreSearch: true, ignoreVary: true };

/** @param {'files' | 'pages' | 'notes'} kind */
const open = kind => caches.open(cacheName(root.pathname, kind));
/** @param {string} path */
const addressOf = path => new URL(path, root).href;

/**
 * @template T
 * @template F
 * @param {() => Promise<T>} action
 * @param {F} otherwise
 * @returns {Promise<T | F>}
 */
async function attempt(action, otherwise) {
  try {
    return await action();
  } catch {
    return otherwise;
  }
}

/** @param {string} text */
async function hashOf(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest).slice(0, 4)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {Response} response */
const isHtml = response => /^text\/html\b/.test(response.headers.get('content-type') ?? '');

// Files whose names carry a hash

/**
 * The kept copy: of this release, an earlier one, or of the first edition's worker.
 * @param {URL} url
 * @returns {Promise<Response | undefined>}
 */
export const keptFile = url => attempt(async () =>
  await (await open('files')).match(url.href, ANY) ?? await caches.match(url.origin + url.pathname, ANY), undefined);

/**
 * @param {URL} url
 * @param {Response} response what came from the network; not what a portal put in its place
 */
export const keepFile = (url, response) => attempt(async () => {
  // Read to its end first: an answer that nobody reads holds its connection.
  const body = await response.arrayBuffer();
  if (!response.ok || response.redirected || isHtml(response)) return;
  const headers = { 'content-type': response.headers.get('content-type') ?? '' };
  await (await open('files')).put(url.origin + url.pathname, new Response(body, { headers }));
}, undefined);

/** Fetches what this release's pages may ask for later. A file that does not come is fetched when it is asked for. */
export const keepShell = () => Promise.all(release.shell.map(path => attempt(async () => {
  const url = new URL(path, root);
  if (!await keptFile(url)) await keepFile(url, await fetch(url.href));
}, undefined)));

// Pages and data: their names stay and their content changes, so the copy carries its hash

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>}
 */
export const keptCopy = path => attempt(async () => (await open('pages')).match(addressOf(path)), undefined);

/**
 * @param {string} path
 * @returns {Promise<boolean>} whether the kept copy is what this release has
 */
export async function isCurrent(path) {
  const copy = await keptCopy(path);
  return copy !== undefined && copy.headers.get(HASH) === (release.pages[path] ?? release.data[path]);
}

/**
 * Keeps a copy of a page or of data; returns whether it did.
 * @param {string} path
 * @param {Response} response
 */
export const keepCopy = (path, response) => attempt(async () => {
  const text = await response.text();
  if (!response.ok || response.redirected) return false;
  const isPage = path in release.pages;
  const type = response.headers.get('content-type') ?? '';
  // What a portal or a proxy says in the place of a page has no configuration of the theme.
  if (isPage ? !text.includes('id="__config"') : isHtml(response)) return false;
  const headers = { 'content-type': type, [HASH]: await hashOf(isPage ? withoutHashes(text) : text) };
  await (await open('pages')).put(addressOf(path), new Response(text, { headers }));
  return true;
}, false);

/** @returns {Promise<string[]>} the pages of which there is a copy */
export const keptPages = () => attempt(async () => {
  const kept = new Set((await (await open('pages')).keys()).map(({ url }) => url));
  return Object.keys(release.pages).filter(path => kept.has(addressOf(path)));
}, []);

export const forget = () => attempt(async () => {
  await caches.delete(cacheName(root.pathname, 'pages'));
  await (await open('notes')).delete(addressOf('?saved'));
}, undefined);

// Notes

/**
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @returns {Promise<T>}
 */
const noted = async (name, otherwise) => (await (await open('notes')).match(addressOf(`?${name}`)))?.json() ?? otherwise;

/**
 * @param {string} name
 * @param {unknown} value
 */
const write = (name, value) => attempt(async () =>
  (await open('notes')).put(addressOf(`?${name}`), new Response(JSON.stringify(value))), undefined);

export const isSaved = () => attempt(() => noted('saved', false), false);
export const markSaved = () => write('saved', true);

/** Notes this release, and removes the files that neither a retained release nor a kept page speaks of. */
export const tidy = () => attempt(async () => {
  const current = { id: release.id, at: Date.now(), shell: release.shell };
  // Where the note cannot be read nothing is removed: without it the files of earlier releases would look idle.
  const known = retained(await noted('releases', []), current);
  await write('releases', known);

  const pages = await open('pages');
  const wanted = new Set(known.flatMap(({ shell }) => shell.map(path => path.split('/').at(-1) ?? '')));
  for (const request of await pages.keys()) {
    const path = request.url.slice(root.href.length);
    if (!(path in release.pages) && !(path in release.data)) await pages.delete(request);
    else if (path in release.pages) for (const name of namesIn(await (await pages.match(request))?.text() ?? '')) wanted.add(name);
  }
  const files = await open('files');
  const kept = await files.keys();
  const nameOf = (/** @type {Request} */ { url }) => url.split('/').at(-1) ?? '';
  for (const request of kept.filter(each => wanted.has(nameOf(each)) && nameOf(each).endsWith('.css'))) {
    for (const name of namesIn(await (await files.match(request))?.text() ?? '')) wanted.add(name); // fonts
  }
  for (const request of kept) if (isHashed(request.url) && !wanted.has(nameOf(request))) await files.delete(request);
  if (known.length > 3) await removeFirstEdition();
}, undefined);

/** The first edition's worker kept the whole guide anew for each release, under names without a path. */
async function removeFirstEdition() {
  for (const name of await caches.keys()) {
    if (!/^guide-[0-9a-f]{8}$/.test(name)) continue;
    const [first] = await (await caches.open(name)).keys();
    if (!first || first.url.startsWith(root.href)) await caches.delete(name);
  }
}
