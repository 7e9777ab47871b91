// Keys of the practice page. Each view says what its keys do; what is focused keeps its own.
import { recall } from '../reader/dom.js';

/** @typedef {Record<string, () => void>} Actions key → what it does */

/** @type {Actions} */
let actions = {};

/** @param {Actions} wanted */
export const setKeys = wanted => { actions = wanted; };

/**
 * What a key is called here. With a Korean layout a letter is a jamo, so letters and digits go by the place of the key.
 * @param {{ key: string, code?: string }} event
 */
export function nameOf({ key, code = '' }) {
  const place = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code);
  return place?.[1] ?? place?.[2] ?? (key === ' ' ? 'Space' : key);
}

/** @param {string} id */
const isOpen = id => /** @type {HTMLInputElement | null} */ (document.getElementById(id))?.checked;

/** @param {KeyboardEvent} event */
function isElsewhere({ target, ctrlKey, metaKey, altKey, isComposing, repeat }) {
  if (ctrlKey || metaKey || altKey || isComposing || repeat || isOpen('__search') || isOpen('__drawer')) return true;
  return target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select') !== null;
}

addEventListener('keydown', event => {
  const name = nameOf(event);
  const action = actions[name];
  if (!action || isElsewhere(event)) return;
  const control = event.target instanceof Element && event.target.closest('a, button, summary, input');
  if (control && /^(?:Space|Enter)$/.test(name)) return;
  if (name.length === 1 && recall('shortcuts') === 'off') return;
  event.preventDefault();
  action();
}, { capture: true });
