// What a release of the site consists of. The build of the site writes it before this script: see
// studyguide/publish/offline.py.

/**
 * @typedef {object} Release
 * @property {string} id
 * @property {string[]} shell files whose names carry a hash: styles, scripts, fonts
 * @property {Record<string, string>} pages path of a page («volumes/») → hash of its content
 * @property {Record<string, string>} data other files that reading and searching offline need → hash
 * @property {string[]} others everything else that the site has, for instance the PDFs
 * @property {number} size bytes, compressed, of all that «오프라인으로 저장» keeps
 */

const scope = /** @type {ServiceWorkerGlobalScope & { GUIDE_RELEASE: Release }} */ (/** @type {unknown} */ (globalThis));

export const release = scope.GUIDE_RELEASE;
export const root = new URL('./', scope.location.href);
export default scope;
