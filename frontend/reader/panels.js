// The drawer with the contents (on narrow screens) and the search dialog: opened and closed by real buttons.
//
// The theme's styles follow two hidden checkboxes, and its bundle listens to their change: both keep working.

/** @typedef {'drawer' | 'search'} Name */

/** @param {Name} name */
const toggle = name => /** @type {HTMLInputElement | null} */ (document.getElementById(`__${name}`));
/** @param {Name} name */
const openers = name => document.querySelectorAll(`[data-guide-open="${name}"]`);
const drawer = document.querySelector('.md-sidebar--primary');
/** @type {HTMLInputElement | null} */
const field = document.querySelector('.md-search__input');
const wide = matchMedia('(min-width: 76.25em)');
/** @type {Element | null | undefined} */
let before;

/**
 * @param {Name} name
 * @param {boolean} open
 * @param {Element | null} [opener] what takes the focus again; a button that a mouse pressed in Safari has none
 */
function set(name, open, opener = document.activeElement) {
  const box = toggle(name);
  if (!box || box.checked === open) return;
  if (open) before = opener;
  box.checked = open;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

/** @param {Name} name */
function follow(name) {
  const open = toggle(name)?.checked ?? false;
  for (const opener of openers(name)) opener.setAttribute('aria-expanded', String(open));
  if (name !== 'drawer' || wide.matches) return;
  // What the open drawer covers can be neither reached nor read.
  for (const covered of document.querySelectorAll(/** @type {'div'} */ ('.md-skip, .md-header, .md-content, .md-footer'))) {
    covered.inert = open;
  }
  /** @type {HTMLElement | null | undefined} */
  const first = drawer?.querySelector('[aria-current]') ?? drawer?.querySelector('a');
  if (open) first?.focus();
  else if (before instanceof HTMLElement && before.isConnected) before.focus();
}

/** Opens the search, as its button does. */
export function openSearch() {
  if (!field) return false;
  set('search', true);
  field.focus();
  return true;
}

export const isSearchOpen = () => toggle('search')?.checked ?? false;

for (const name of /** @type {Name[]} */ (['drawer', 'search'])) {
  if (!toggle(name)) continue;
  toggle(name)?.addEventListener('change', () => follow(name));
  for (const opener of openers(name)) {
    opener.addEventListener('click', () => {
      set(name, true, opener);
      if (name === 'search') field?.focus();
    });
  }
  for (const closer of document.querySelectorAll(`[data-guide-close="${name}"]`)) {
    closer.addEventListener('click', () => set(name, false));
  }
}
wide.addEventListener('change', () => set('drawer', false));

// The theme closes a panel when the reader goes to an anchor of the same page; before it runs, this does.
drawer?.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('a')) set('drawer', false);
});
field?.addEventListener('focus', () => set('search', true));
addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  if (isSearchOpen()) set('search', false);
  set('drawer', false);
});
