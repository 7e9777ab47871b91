// The search dialog: asks the worker as somebody types, and shows what it answers.
import { copy } from '../../reader/dom.js';
import { Connection } from './connection.js';
import { highlight } from './highlight.js';
import { openFirst, watchKeys } from './keys.js';
import { keep, offer } from './recent.js';
import { rowOf } from './rows.js';
import { failureText, foundText, IDLE, isBegun, LOADING, unknownText } from './status.js';

/** @typedef {import('./types.js').Kind} Kind */

/**
 * @template {HTMLElement} T
 * @param {string} selector
 */
const part = selector => /** @type {T} */ (document.querySelector(selector));

/** @param {Element} more */
const pageOf = more => more.querySelector('a')?.pathname ?? '';

function begin() {
  /** @type {HTMLElement} */
  const dialog = part('.md-search');
  /** @type {HTMLInputElement} */
  const field = part('.md-search__input');
  /** @type {HTMLInputElement} */
  const toggle = part('#__search');
  const list = part('.md-search-result__list');
  const line = part('.md-search-result__meta');
  const missing = part('.find-unknown'); // empty, not hidden: what appears with its text is not read out
  const hint = part('.search-hint');
  const offered = part('.find-offers');
  const filters = part('.find-kinds');
  const ghost = part('.md-search__suggest');
  /** @type {HTMLAnchorElement} */
  const share = part('.find-share');
  const connection = new Connection();
  let asked = '';
  /** @type {(() => void) | undefined} what Enter waits for: the list of the letters before is not what was asked */
  let waiting;
  let sent = '';
  let failed = false; // what failed is said until the reader turns to the search again

  /** @param {string} text */
  const say = text => { if (line.textContent !== text) line.textContent = text; };
  const kind = () => /** @type {Kind} */ (/** @type {HTMLInputElement | null} */ (filters.querySelector(':checked'))?.value ?? 'all');

  function showIdle() {
    if (!failed) say(connection.ready ? IDLE : LOADING);
    list.replaceChildren();
    ghost.textContent = '';
    hint.hidden = filters.hidden = true;
    missing.textContent = '';
    if (!offered.hidden) return; // whoever stands on an offer keeps standing there
    offered.hidden = false;
    offer(offered, query => {
      field.value = query;
      field.focus();
      follow();
    });
  }

  /** @param {import('./types.js').Answer} answer */
  function show(answer) {
    if (isBegun(field.value)) return; // emptied while it was answered
    say(foundText(answer));
    missing.textContent = answer.unknown.length ? unknownText(answer.unknown) : '';
    hint.hidden = answer.total > 0 || answer.partial;
    offered.hidden = true;
    filters.hidden = !answer.counts.all;
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (filters.querySelectorAll('input'))) {
      const count = answer.counts[/** @type {Kind} */ (box.value)];
      box.disabled = !count && !box.checked;
      const number = box.nextElementSibling?.querySelector('.find-kinds__count');
      if (number) number.textContent = String(count);
    }
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    const opened = asked === sent ? [...list.querySelectorAll('details[open]')].map(pageOf) : [];
    list.replaceChildren(...answer.items.map(rowOf));
    for (const more of list.querySelectorAll('details')) more.open = opened.includes(pageOf(more)); // the texts came meanwhile
    if (held) { // whoever stood on a row stands on it again
      const same = [...list.querySelectorAll('a')].find(link => link.href === /** @type {HTMLAnchorElement} */ (held).href);
      (same ?? field).focus();
    }
    const [word] = answer.suggest ?? [];
    const typed = field.value.split(/[\s-]+/).at(-1) ?? '';
    ghost.textContent = word && typed && word.startsWith(typed) ? field.value.slice(0, field.value.length - typed.length) + word : '';
    asked = sent;
    if (answer.partial && !answer.total) return; // the texts may have what the titles have not
    if (asked === field.value && waiting) waiting();
    waiting = undefined;
  }

  function follow() {
    if (field.value !== sent) waiting = undefined; // else it is asked again because more has come, and Enter still holds
    share.href = `?${new URLSearchParams({ q: field.value })}`;
    if (isBegun(field.value)) return showIdle();
    if (failed) return;
    if (!connection.ready) {
      say(LOADING);
      offered.hidden = true;
    }
    sent = field.value;
    connection.ask({ query: sent, kind: kind() });
  }

  function start() {
    failed = false;
    if (!connection.ready) say(LOADING);
    connection.start();
    if (field.value) follow();
  }

  function leave() {
    toggle.checked = false;
    toggle.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function close() {
    leave();
    field.blur();
  }

  /** @param {boolean} open what the history keeps, so that Back brings the list again */
  function note(open) {
    const { search, ...rest } = history.state ?? {};
    if (!open && !search) return;
    const address = new URL(location.href);
    if (!open) address.searchParams.delete('q');
    history.replaceState(open ? { ...rest, search: { query: field.value, kind: kind() } } : rest, '', address);
  }

  connection.onanswer = show;
  connection.onready = follow;
  connection.onfailure = cause => {
    failed = true;
    waiting = undefined;
    list.replaceChildren();
    offered.hidden = true;
    say(failureText(cause, navigator.onLine));
    hint.hidden = cause !== 'worker';
  };
  field.addEventListener('focus', start);
  field.addEventListener('input', follow);
  field.form?.addEventListener('submit', event => event.preventDefault());
  field.form?.addEventListener('reset', () => setTimeout(() => { field.focus(); follow(); }));
  filters.addEventListener('change', () => { follow(); note(true); });
  toggle.addEventListener('change', () => {
    if (toggle.checked) dialog.setAttribute('aria-modal', 'true');
    else {
      dialog.removeAttribute('aria-modal');
      note(false);
    }
  });
  list.addEventListener('click', event => {
    const link = /** @type {HTMLElement} */ (event.target).closest('a');
    if (!link) return;
    keep(asked);
    const here = new URL(location.href);
    if (link.pathname === here.pathname && link.search === here.search) close();
    else note(true);
  });
  share.addEventListener('click', event => {
    event.preventDefault();
    copy(share.href, '이 검색의 주소를 복사했습니다');
  });
  watchKeys(dialog, field, {
    isOpen: () => toggle.checked,
    close,
    leave,
    open(action) {
      if (asked === field.value) action();
      else waiting = action;
    },
    take() {
      if (!ghost.textContent || ghost.textContent === field.value) return false;
      field.value = ghost.textContent;
      follow();
      return true;
    },
  });

  const linked = new URLSearchParams(location.search).get('q');
  /** @type {{ query?: unknown, kind?: unknown } | undefined} */
  const before = history.state?.search;
  const query = linked ?? (typeof before?.query === 'string' ? before.query : null);
  if (query !== null) {
    field.value = query;
    const box = /** @type {HTMLInputElement | null} */ (filters.querySelector(`[value="${before?.kind ?? 'all'}"]`));
    if (box) box.checked = true;
    toggle.checked = true;
    toggle.dispatchEvent(new Event('change', { bubbles: true }));
    field.focus();
    note(true);
  }
  if (document.activeElement === field || query !== null) {
    start();
    follow();
    const { guideEntered } = /** @type {import('./types.js').Loaded} */ (globalThis);
    if (field.value && guideEntered === field.value) waiting = () => openFirst(dialog);
  } else {
    showIdle();
  }
}

if (document.querySelector('.md-search')) begin();

const words = new URLSearchParams(location.search).get('h');
const article = document.querySelector('article');
if (words && article) highlight(article, words);
