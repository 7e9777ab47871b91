// Names of files, pages and caches: no network, no storage.

const HASHED = /(?:^|\/)[\w.-]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|woff2)$/;
const NAMED = /[\w-]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|woff2)/g;
const HASH_IN_NAME = /\.[0-9a-f]{8}\.((?:min\.)?(?:css|js|woff2)\b)/g;
const DAY = 24 * 60 * 60 * 1000;

/** How long, and how many, releases leave their files for tabs that were opened with them. */
export const RETAINED = { days: 30, releases: 20 };

/**
 * A name that changes with the content, so that the file never does.
 * @param {string} path
 */
export const isHashed = path => HASHED.test(path);

/**
 * The last parts of the hashed names that a page or a style sheet speaks of.
 * @param {string} text
 * @returns {Set<string>}
 */
export const namesIn = text => new Set(text.match(NAMED));

/**
 * What of a page is its content: the names of styles and scripts change with each release.
 * @param {string} html
 */
export const withoutHashes = html => html.replace(HASH_IN_NAME, '.$1');

/**
 * The page that a path within the site leads to: with or without the last slash, or by its file.
 * @param {string} path
 * @param {Record<string, unknown>} pages
 * @returns {string | undefined}
 */
export function pageOf(path, pages) {
  const folder = path.replace(/(^|\/)index\.html$/, '$1');
  return [folder, `${folder}/`].find(each => each in pages);
}

/**
 * Caches of one guide: several may live on one origin, below another path each.
 * @param {string} scope path of the guide
 * @param {'files' | 'pages' | 'notes'} kind
 */
export const cacheName = (scope, kind) => `study-guide ${scope} ${kind}`;

/** @typedef {{ id: string, at: number, shell: string[] }} Known */

/**
 * The releases whose files are kept, newest first.
 * @param {Known[]} known
 * @param {Known} current
 * @returns {Known[]}
 */
export function retained(known, current) {
  const earlier = known
    .filter(({ id, at }) => id !== current.id && current.at - at <= RETAINED.days * DAY)
    .sort((one, other) => other.at - one.at);
  return [current, ...earlier].slice(0, RETAINED.releases);
}
