// Keys of one letter: ours before the theme's, so that both can be switched off.
import { actionOf } from './keys.js';
import { recall, remember } from './dom.js';
import { isSearchOpen, openSearch } from './panels.js';

let on = recall('shortcuts') !== 'off';

export const areShortcutsOn = () => on;

/** @param {boolean} wanted */
export function switchShortcuts(wanted) {
  on = wanted;
  remember('shortcuts', wanted ? 'on' : 'off');
}

/** @param {'next' | 'prev'} way */
function turn(way) {
  const link = document.querySelector(/** @type {'a'} */ (`.md-footer__link--${way}`));
  if (link) location.assign(link.href);
}

addEventListener('keydown', event => {
  const action = actionOf(event);
  const typing = event.target instanceof Element && event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]');
  if (!action || typing || isSearchOpen()) return;
  event.stopPropagation(); // the theme's own listener, which knows no switch
  if (!on) return;
  if (action !== 'search' && document.documentElement.dataset.practice) return; // in the middle of a question
  if (action === 'search') {
    if (openSearch()) event.preventDefault();
  } else {
    turn(action === 'next' ? 'next' : 'prev');
  }
}, { capture: true });
