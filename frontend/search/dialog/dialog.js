// Runs before the theme's script: puts our worker under its dialog and mends what it leaves out.
import { workerAddress } from './config.js';
import { highlight } from './highlight.js';
import { LazyWorker } from './lazy-worker.js';
import { showAnswer, showFailure, showLoading } from './status.js';
import { followEveryInput, guardComposition, keepOnPage, shareLastQuery } from './typing.js';

/** @type {HTMLInputElement | null} */
const field = document.querySelector('[data-md-component=search-query]');

if (field) {
  const worker = new LazyWorker(globalThis.Worker);
  let ready = false;
  globalThis.Worker = new Proxy(globalThis.Worker ?? class {}, {
    construct: (Native, [address, ...rest]) =>
      String(address) === workerAddress ? worker : new Native(address, ...rest),
  });
  worker.addEventListener('answered', event => {
    ready = true;
    showAnswer(/** @type {CustomEvent} */ (event).detail, field.value);
  });
  worker.addEventListener('failure', event => {
    const { detail } = /** @type {CustomEvent} */ (event);
    console.warn('Search:', detail.error);
    showFailure(detail.cause);
  });
  const turnTo = () => {
    if (!ready) showLoading();
    worker.start();
  };
  field.addEventListener('focus', turnTo);
  if (new URLSearchParams(location.search).has('q')) turnTo();
  followEveryInput(field);
  guardComposition();
  keepOnPage(field.form);
  shareLastQuery(document.querySelector('[data-md-component=search-share]'));
}

const words = new URLSearchParams(location.search).get('h');
const article = document.querySelector('article');
if (words && article) highlight(article, words);
