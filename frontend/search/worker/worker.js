// The search worker: SETUP 0 → READY 1, QUERY 2 → RESULT 3, TEXTS 4 → READY 1.
import { createEngine } from './engine.js';
import { answer } from './results.js';

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const TEXTS = 4;
const WARM_UP_AFTER = 30; // ms: the first keystroke comes first

let index = { docs: [], config: {} };
let engine = createEngine(index);
let options = {};

/** Data that comes as it was fetched is parsed here, not in the page. */
const parsed = data => typeof data === 'string' ? JSON.parse(data) : data;

/** The message that answers a message, if one does. */
function handle({ type, data }) {
  if (type === SETUP) {
    index = parsed(data.index ?? data);
    options = data.options ?? {};
  } else if (type === TEXTS) {
    index = { ...index, texts: parsed(data) };
  } else if (type === QUERY) {
    const { query, kind } = typeof data === 'object' && data ? data : { query: data, kind: undefined };
    return { type: RESULT, data: answer(engine, String(query ?? ''), { ...options, kind }) };
  } else {
    return undefined;
  }
  engine = createEngine(index);
  setTimeout(engine.lexicon.warm, WARM_UP_AFTER);
  return { type: READY };
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
