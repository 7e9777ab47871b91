// Begins to fetch what the search needs in the moment a hand or a key turns to it: the worker, the index and the
// dialog's script come side by side, not one after another.
import { actionOf } from './keys.js';

const loaded = /** @type {import('../search/dialog/types.js').Loaded} */ (globalThis);
let begun = false;

/** Settles when the index is here: until then nothing else is fetched. */
export let searchData = Promise.resolve();

/** @param {Event} event */
function turnsToSearch(event) {
  if (event instanceof KeyboardEvent) return actionOf(event) === 'search';
  return event.target instanceof Element && event.target.closest('.guide-find, .md-search') !== null;
}

/** @param {Event} event */
export function prepareSearch(event) {
  if (begun || location.protocol === 'file:' || !turnsToSearch(event)) return;
  const text = document.getElementById('__config')?.textContent;
  if (!text || !('Worker' in globalThis)) return;
  begun = true;
  /** @type {{ base: string, search: string }} */
  const { base, search } = JSON.parse(text);
  const root = new URL(base.endsWith('/') ? base : `${base}/`, location.href);
  try {
    const index = fetch(new URL('search/search_index.json', root));
    const worker = new Worker(search);
    // It may fail before the dialog is there to hear of it.
    /** @type {Promise<ErrorEvent>} */
    const failure = new Promise(settle => {
      worker.onerror = event => {
        event.preventDefault();
        settle(event);
      };
    });
    loaded.guideSearch = { worker, failure, index };
    // An answer comes with its first bytes; the line is free after its last one.
    searchData = index.then(response => response.clone().blob()).then(() => {}, () => {});
  } catch { /* the dialog tries again, and says why it fails */ }
}

/**
 * Enter before the dialog's script has come: the browser would send the form, and the page would load anew without the
 * list. The dialog opens the first result when it is here (frontend/search/dialog/dialog.js).
 * @param {SubmitEvent} event
 */
function keepEnter(event) {
  const field = /** @type {HTMLFormElement} */ (event.target).querySelector('.md-search__input');
  if (!(field instanceof HTMLInputElement) || event.defaultPrevented) return;
  event.preventDefault();
  loaded.guideEntered = field.value;
}

addEventListener('submit', keepEnter);
for (const sign of ['pointerdown', 'touchstart', 'focusin', 'keydown']) addEventListener(sign, prepareSearch, { capture: true, passive: true });
