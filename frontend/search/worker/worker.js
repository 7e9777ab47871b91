// The search worker: the protocol of Material for MkDocs 9
// (SETUP 0 → READY 1, QUERY 2 → RESULT 3; src/…/integrations/search/worker/message).
import { createEngine } from './engine.js';
import { answer } from './results.js';

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const WARM_UP_AFTER = 30; // ms: the first keystroke comes first

let engine = createEngine({});
let options = {};

/** The message that answers a message, if one does. */
function handle({ type, data }) {
  if (type === SETUP) {
    engine = createEngine(data);
    options = data.options ?? {};
    setTimeout(engine.lexicon.warm, WARM_UP_AFTER);
    return { type: READY };
  }
  if (type === QUERY) return { type: RESULT, data: answer(engine, String(data ?? ''), options) };
}

if (typeof document === 'undefined') {
  addEventListener('message', ({ data }) => {
    const reply = handle(data);
    if (reply) postMessage(reply);
  });
} else {
  // Opened from a file a browser starts no worker: the dialog loads this script into the page.
  globalThis.searchWorker = handle;
}
