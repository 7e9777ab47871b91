// 연습: what its page needs before anybody begins. Scheduler, views and questions come with the first press.
import { element, remember, say } from '../reader/dom.js';
import { dayOf } from './day.js';
import { home, settings, showFacts, starters, tell } from './home.js';
import { hasRecord, hasSession, isSeen, isSound, readSeen } from './seen.js';

/** @typedef {import('./rehearse.js').Rehearsal} Rehearsal */

const FAILED = '불러오지 못했습니다. 인터넷 연결을 확인하고 다시 누르세요.';
const RELEASED = '가이드가 새로 나왔습니다. 페이지를 새로 고친 뒤에 다시 누르세요.';
const SILENT = ['interview', 'ox', 'record']; // beside these stands nothing while all is well

const { src = '' } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
/** @type {Promise<Rehearsal> | undefined} */
let asked;

/** @returns {Promise<Rehearsal>} */
const rehearsal = () => (asked ??= new Promise((settle, fail) => {
  const script = element('script', { src });
  script.onload = script.onerror = () => {
    const { guideRehearsal } = /** @type {typeof globalThis & { guideRehearsal?: Rehearsal }} */ (globalThis);
    if (guideRehearsal) return settle(guideRehearsal);
    script.remove(); // no network, or the sign-in page of one
    asked = undefined;
    fail(new Error(src));
  };
  document.head.append(script);
}));

/**
 * @param {(loaded: Rehearsal) => Promise<unknown>} action
 * @param {string} [name] of the button that was pressed, beside which a failure is told
 */
async function withRehearsal(action, name = 'review') {
  try {
    const loaded = await rehearsal();
    if (SILENT.includes(name)) tell(name, ''); // what an earlier failure has left there
    await action(loaded);
  } catch (error) {
    const message = error instanceof RangeError ? RELEASED : FAILED;
    delete document.documentElement.dataset.practice;
    tell(name === 'stuck' ? 'progress' : name, message);
    say(message);
  }
}

/**
 * The same for what begins with the page: nothing of the page is seen before it goes.
 * @param {(loaded: Rehearsal) => Promise<unknown>} action
 */
function goTo(action) {
  document.documentElement.setAttribute('data-practice', 'loading');
  withRehearsal(action);
}

function refresh() {
  showFacts(readSeen(), dayOf(Date.now()));
}

function fromAddress() {
  if (!location.hash.startsWith('#ids=')) return false;
  goTo(({ startFromAddress }) => startFromAddress());
  return true;
}

refresh();
for (const { button, name } of starters) {
  button.addEventListener('click', async () => {
    button.setAttribute('aria-busy', 'true');
    await withRehearsal(({ start }) => start(name), name);
    button.removeAttribute('aria-busy');
  });
}
for (const { input, name } of settings) {
  input.addEventListener('change', () => {
    remember(name, input.checked ? 'on' : 'off');
    refresh();
  });
}
const record = home.querySelector('[data-record]');
record?.addEventListener('toggle', () => withRehearsal(async ({ showRecord }) => showRecord(record), 'record'));

// Another tab has graded, or a new day has begun.
addEventListener('storage', event => { if (isSeen(event)) refresh(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
addEventListener('hashchange', fromAddress);
if (!fromAddress()) {
  if (hasSession()) {
    goTo(({ resume }) => resume());
  } else if (!isSound()) {
    rehearsal().then(({ showKnown }) => showKnown()).catch(() => {}); // said before anybody answers for nothing
  } else if (hasRecord() && !Object.keys(readSeen()).length) {
    withRehearsal(({ recount }) => recount()); // what is derived was lost
  }
}
