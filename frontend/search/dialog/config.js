// Where the site and its search lie, from the configuration that the theme writes into every page.
const { base, features = [], search } = JSON.parse(document.getElementById('__config').textContent);
const root = new URL(base.endsWith('/') ? base : `${base}/`, location.href);

/** A page that was opened from a file may load scripts, but neither data nor workers. */
export const fromFile = location.protocol === 'file:';
export const workerAddress = search;
export const indexAddress = new URL(`search/search_index.${fromFile ? 'js' : 'json'}`, root);
export const options = { suggest: features.includes('search.suggest') };

/** Files have no directory pages: «volumes/#try» is «volumes/index.html#try» there. */
export const toFile = address => address.replace(/^([^#]*\/)?(?=#|$)/, '$1index.html');
