// One thing at a time on the screen: the page as it came, or a view of a sitting in its place.
import { button, element } from '../reader/dom.js';
import { watchFrames } from '../reader/frames.js';
import { withLinks } from './data.js';
import { home, page } from './home.js';
import { setKeys } from './keys.js';

/** @typedef {Node | string | false | undefined} Part */

const stage = /** @type {HTMLElement} */ (document.getElementById('practice-session'));
const warning = page.querySelector('.practice-warning');
// The second press of a double one meets the view that the first has brought, and would answer what nobody has read.
stage.addEventListener('click', event => {
  if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest('button')) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

let leave = () => {};
let letGo = () => {};

export const isHome = () => !document.documentElement.hasAttribute('data-practice');

/**
 * An element with what it holds.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {Part[]} children
 */
export function box(tag, className, ...children) {
  const made = element(tag, {}, .../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  if (className) made.className = className;
  return made;
}

/**
 * An element with HTML of the guide's own pages.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {string} html
 */
export function rich(tag, className, html) {
  const made = box(tag, className);
  made.innerHTML = withLinks(html);
  return made;
}

/**
 * @param {string} label
 * @param {() => void} action
 * @param {{ kind?: string, key?: string }} [look] `key`: what is shown where there is a keyboard
 */
export function control(label, action, { kind = '', key = '' } = {}) {
  const made = button(`practice-button ${kind}`.trim(), label, action);
  if (key) {
    const hint = element('kbd', { className: 'practice-key', textContent: key });
    hint.setAttribute('aria-hidden', 'true');
    made.append(' ', hint);
  }
  return made;
}

/**
 * Shows a view in the place of the page; its element with `data-focus` takes the focus.
 * @param {string} name
 * @param {import('./keys.js').Actions} keys
 * @param {Part[]} parts
 * @param {() => void} [onLeave]
 */
export function show(name, keys, parts, onLeave = () => {}) {
  leave();
  leave = onLeave;
  setKeys(keys);
  document.documentElement.setAttribute('data-practice', name); // in full: unknown names go from the style sheet
  stage.replaceChildren(box('div', 'practice-view', ...parts));
  letGo();
  letGo = watchFrames(stage);
  const first = /** @type {HTMLElement | null} */ (stage.querySelector('[data-focus]'));
  focusOn(first);
  scrollTo(0, 0);
}

/** @param {HTMLElement | null} target */
export function focusOn(target) {
  if (!target) return;
  if (!target.matches('a, button, input')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Back to the page as it came. */
export function showHome() {
  leave();
  leave = () => {};
  setKeys({});
  delete document.documentElement.dataset.practice;
  stage.replaceChildren();
}

/**
 * Gives the focus to a button of the page, and shows it; where it cannot be pressed, to the page's title.
 * @param {string} start what the button starts
 */
export function focusHome(start) {
  scrollTo(0, 0);
  /** @type {HTMLElement | null} */
  const target = home.querySelector(`[data-start="${start}"]:enabled`);
  focusOn(target ?? home.querySelector('h1'));
  target?.scrollIntoView({ block: 'nearest' }); // no further than it must: above it stands what is due next
}

/** @param {string} message none: nothing to say */
export function warn(message) {
  if (!(warning instanceof HTMLElement)) return;
  warning.hidden = !message;
  if (warning.textContent !== message) warning.textContent = message;
}
