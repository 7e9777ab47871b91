// When things happen: what nobody waits for, what waits for the first touch, and the start of the theme's script.
//
// Reading needs neither the theme's bundle (contents that follow, search, «back to top») nor buttons to copy with,
// so they wait for the first sign of a hand: a pointer, a key, a focus. Addresses that ask for search (?q=, ?h=)
// start them at once.
import { warn } from './dom.js';
import { searchData } from './search.js';

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'focusin', 'click'];

/** @type {(() => void)[]} */
const waiting = [];
const { late } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
/** @type {Promise<void> | undefined} */
let awake;
const state = { ran: false, awake: false };
// For the tests and the console: whether the theme's script has run.
Object.assign(globalThis, { guide: state });

const loaded = new Promise(settle => {
  if (document.readyState === 'complete') settle(undefined);
  else addEventListener('load', settle);
});
// A short page is loaded before it is painted; a browser that does not tell of its paint has painted by then.
const painted = new Promise(settle => {
  if (!PerformanceObserver.supportedEntryTypes?.includes('paint')) return settle(undefined);
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    settle(undefined);
  }).observe({ type: 'paint', buffered: true });
});

/** Settles when the page is loaded and painted: the time for what nobody waits for. */
export const settled = Promise.all([loaded, painted]).then(() => new Promise(settle => { setTimeout(settle, 100); }));

/** Whether the reader has touched the page. */
export const isAwake = () => state.awake;

/**
 * @template {HTMLScriptElement | HTMLLinkElement} T
 * @param {T} part
 * @param {(part: T) => void} place
 * @returns {Promise<boolean>} whether it loaded
 */
function load(part, place) {
  return new Promise(settle => {
    part.onload = () => settle(true);
    part.onerror = () => settle(false);
    place(part);
  });
}

async function begin() {
  state.awake = true;
  for (const sign of SIGNS) removeEventListener(sign, wake, true);
  const sheet = late && load(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: late }),
    link => document.head.append(link));
  for (const action of waiting) action();
  let complete = true;
  for (const place of /** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll("script[type='text/later']"))) {
    const script = document.createElement('script');
    script.src = place.dataset.src ?? '';
    complete = await load(script, part => place.replaceWith(part)) && complete;
    await searchData; // the first script is the dialog's; the theme's need not take the line from the index
  }
  // The bundle sets out at this event, which has long been.
  document.dispatchEvent(new Event('DOMContentLoaded'));
  state.ran = true;
  if (sheet && !await sheet) complete = false;
  if (!complete) explain();
}

/** Parts of this page that cannot be had: the guide is newer than the page, or there is no network. */
function explain() {
  const message = navigator.onLine
    ? '검색과 일부 버튼을 불러오지 못했습니다. 이 페이지를 연 뒤에 가이드가 새로 나왔을 수 있습니다. 새로 고치면 다시 쓸 수 있습니다.'
    : '인터넷에 연결되어 있지 않아 검색과 일부 버튼을 불러오지 못했습니다. 연결된 뒤에 새로 고치세요.';
  const line = document.querySelector('.md-search-result__meta');
  if (line) line.textContent = message;
  warn(message);
}

/** Settles when the theme's scripts have run. Later calls return the first one's promise. */
export function wake() {
  return (awake ??= begin());
}

/**
 * Runs an action when the reader first touches the page, or now if that has been.
 * @param {() => void} action
 */
export function atFirstTouch(action) {
  if (awake) action();
  else waiting.push(action);
}

// The inline script of the head takes the class away when this script does not load; here it is.
document.documentElement.classList.remove('no-js');
document.documentElement.classList.add('js');

if (/[?&][qh]=/.test(location.search) || history.state?.search) wake();
else for (const sign of SIGNS) addEventListener(sign, wake, { capture: true, passive: true });
