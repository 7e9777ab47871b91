// What the theme's input handling leaves out.

/**
 * The theme listens for keys alone: a paste by mouse, dictation and a drop change the field without one.
 * @param {HTMLInputElement} field
 */
export function followEveryInput(field) {
  field.addEventListener('input', () => {
    field.dispatchEvent(new KeyboardEvent('keydown')); // the suggestion
    field.dispatchEvent(new KeyboardEvent('keyup')); // the query
  });
}

/** The Enter that ends an IME composition chooses no result. Safari sends it after the composition, as key 229. */
export function guardComposition() {
  addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  }, true);
}

/**
 * Enter before there are results must not send the form.
 * @param {HTMLFormElement | null} form
 */
export function keepOnPage(form) {
  form?.addEventListener('submit', event => event.preventDefault());
}

/**
 * The theme copies the link of the query before the last: it reads the address before it sets the new one.
 * @param {HTMLAnchorElement | null} button
 */
export function shareLastQuery(button) {
  button?.addEventListener('click', () => button.setAttribute('data-clipboard-text', button.href), true);
}
