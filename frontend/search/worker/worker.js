// The search worker: SETUP 0 → READY 1, QUERY 2 → RESULT 3, TEXTS 4 → READY 1 when rows can show them, and again when
// they are searched.
import { createEngine } from './engine.js';
import { answer } from './results.js';

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const TEXTS = 4;
const WARM_UP_AFTER = 30; // ms: the first keystroke comes first
const BUILD_AFTER = 250; // ms without a query: to read all of the text takes a while in which nothing is answered

/** @typedef {{ docs: import('./types.js').Given[], config: import('./types.js').Config, texts?: import('./types.js').Later[] }} Index */

/** @type {Index} */
let index = { docs: [], config: {} };
let engine = createEngine(index);
let whole = false; // whether the engine has read the texts: they come a while before it has
/** @type {{ suggest?: boolean }} */
let options = {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let planned;

/**
 * Data that comes as it was fetched is parsed here, not in the page.
 * @param {any} data
 */
const parsed = data => typeof data === 'string' ? JSON.parse(data) : data;

function build() {
  planned = undefined;
  engine = createEngine(index);
  whole = Boolean(index.texts);
  setTimeout(engine.lexicon.warm, WARM_UP_AFTER);
}

function plan() {
  clearTimeout(planned);
  planned = setTimeout(() => {
    build();
    postMessage({ type: READY });
  }, BUILD_AFTER);
}

/**
 * The message that answers a message, if one does.
 * @param {import('../dialog/types.js').Message} message
 * @returns {import('../dialog/types.js').Message | undefined}
 */
function handle({ type, data }) {
  if (type === SETUP) {
    index = parsed(data.index ?? data);
    options = data.options ?? {};
    build();
    return { type: READY };
  }
  if (type === TEXTS) {
    index = { ...index, texts: parsed(data) };
    engine.show(index.texts ?? []);
    plan();
    return { type: READY };
  }
  if (type === QUERY) {
    const { query, kind } = typeof data === 'object' && data ? data : { query: data, kind: undefined };
    const reply = { type: RESULT, data: answer(engine, String(query ?? ''), { ...options, kind, partial: !whole }) };
    if (planned) plan(); // whoever types is answered first
    return reply;
  }
  return undefined;
}

if (typeof document === 'undefined') {
  addEventListener('message', ({ data }) => {
    const reply = handle(data);
    if (reply) postMessage(reply);
  });
} else {
  // Opened from a file a browser starts no worker: the dialog loads this script into the page.
  /** @type {import('../dialog/types.js').Loaded} */ (globalThis).searchWorker = handle;
}
