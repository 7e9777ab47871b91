// What the theme's input handling leaves out.

/** The theme listens for «keyup» alone: a paste by mouse, dictation and a drop change the field without one. */
export function followEveryInput(field) {
  field.addEventListener('input', () => field.dispatchEvent(new KeyboardEvent('keyup')));
}

/** The Enter that ends an IME composition chooses no result. Safari sends it after the composition, as key 229. */
export function guardComposition() {
  addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  }, true);
}

/** Enter before there are results must not send the form. */
export function keepOnPage(form) {
  form.addEventListener('submit', event => event.preventDefault());
}
