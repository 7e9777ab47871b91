// Closed answers are printed too. Newer browsers follow print.css; the others need them open while they print.
if (!CSS.supports('selector(::details-content)')) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll(/** @type {'details'} */ ('article details:not([open])'))];
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
}
