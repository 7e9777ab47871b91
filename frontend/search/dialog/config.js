// Where the site and its search lie, from the configuration that the theme writes into every page.

/** @type {{ base: string, search: string }} */
const { base, search } = JSON.parse(document.getElementById('__config')?.textContent ?? '{"base":"."}');

/** The site's own address. */
export const root = new URL(base.endsWith('/') ? base : `${base}/`, location.href);
/** A page that was opened from a file may load scripts, but neither data nor workers. */
export const fromFile = location.protocol === 'file:';
export const workerAddress = search;
export const indexAddress = new URL(`search/search_index.${fromFile ? 'js' : 'json'}`, root).href;
export const textsAddress = new URL('search/search_text.json', root).href;

/**
 * Files have no directory pages: «volumes/#try» is «volumes/index.html#try» there.
 * @param {string} address
 */
export const toFile = address => address.replace(/^([^#]*\/)?(?=#|$)/, '$1index.html');
