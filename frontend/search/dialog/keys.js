// The keyboard in the dialog: arrows walk the rows, Enter opens the first, letters go to the field. Tab stays inside, but
// the field in the header opens the dialog for whoever only tabs past it, and with nothing typed it lets him through.

/** The Enter that ends an IME composition chooses no result. Safari sends it after the composition, as key 229. */
const isComposing = (/** @type {KeyboardEvent} */ event) => event.isComposing || event.keyCode === 229;

/** The field stands in the header; on narrower screens a button opens the dialog. */
const inHeader = matchMedia('(min-width: 60em)');

/** @param {HTMLElement} dialog */
const rows = dialog => [.../** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll('.md-search-result__link, .md-search-result__more > summary'))]
  .filter(each => each.offsetParent !== null);

/** @param {HTMLElement} dialog */
export const openFirst = dialog => rows(dialog)[0]?.click();

/** @param {HTMLElement} dialog */
const stops = dialog => [.../** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll('input, button, a[href], summary, [tabindex="0"]'))]
  .filter(each => each.offsetParent !== null && getComputedStyle(each).visibility === 'visible' && getComputedStyle(each).pointerEvents !== 'none'
    && (each.tabIndex >= 0 || each.matches('.md-search-result__link, summary')) && !each.matches('[type=radio]:not(:checked)'));

/**
 * @param {HTMLElement} dialog
 * @param {HTMLInputElement} field
 * @param {{ isOpen: () => boolean, close: () => void, leave: () => void, take: () => boolean, open: (action: () => void) => void }} does `leave`:
 *   closes, and lets the focus move on; `take`: takes the suggestion, if there is one; `open`: acts when the list is that of what stands in the field
 */
export function watchKeys(dialog, field, { isOpen, close, leave, take, open }) {
  dialog.addEventListener('keydown', event => {
    if (!isOpen() || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = /** @type {HTMLElement} */ (event.target);
    const inField = at === field;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && inField) {
      event.preventDefault();
      open(() => openFirst(dialog));
    } else if (event.key === 'ArrowRight' && inField && field.selectionStart === field.value.length) {
      if (take()) event.preventDefault();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !at.matches('[type=radio]')) {
      const all = [field, ...rows(dialog)];
      const step = event.key === 'ArrowDown' ? 1 : -1;
      all[(Math.max(0, all.indexOf(at)) + step + all.length) % all.length]?.focus();
      event.preventDefault();
    } else if (event.key === 'Tab') {
      const all = stops(dialog);
      const next = all.indexOf(at) + (event.shiftKey ? -1 : 1);
      if (!field.value && !all[next] && inHeader.matches) return leave();
      all[(next + all.length) % all.length]?.focus();
      event.preventDefault();
    } else if (event.key.length === 1 && event.key !== ' ' && !at.matches('input, button')) {
      field.focus(); // the letter goes into the field
    }
  });
}
