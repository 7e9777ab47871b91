// The questions: a script that calls back, so that it loads from a file as well. It comes when it is first asked for.
import { element } from '../reader/dom.js';
import { askWorker } from '../reader/worker.js';

const FORMAT = 1;
const PATH = 'practice/questions.js';

/** @typedef {[title: string, body: string]} Titled */
/**
 * @typedef {object} Stored
 * @property {string} id
 * @property {number} page
 * @property {string} title HTML, as all texts of a question
 * @property {string} short
 * @property {number} [asked] in a real interview
 * @property {number} [deep]
 * @property {string[]} [keywords]
 * @property {string} [more]
 * @property {Titled[]} [wrong]
 * @property {Titled[]} [next] what an interviewer asks then
 */
/** @typedef {Stored & { url: string, pageTitle: string, part: string }} Question */
/** @typedef {{ id: string, href: string, title: string, o: string, x: string, why: string }} Pair */
/** @typedef {{ questions: Question[], byId: Map<string, Question>, pairs: Pair[] }} Data */

/** @type {Promise<Data> | undefined} */
let asked;

const onDisk = location.protocol === 'file:';

/**
 * A link within the guide: a folder that is opened from a disk shows a listing.
 * @param {string} href
 */
export const linkTo = href => (onDisk ? href.replace(/\/(?=#|$)/, '/index.html') : href);

/**
 * The same for all links of a text.
 * @param {string} html
 */
export const withLinks = html => (onDisk ? html.replace(/\bhref="(\.\.\/[^"]*)"/g, (_, href) => `href="${linkTo(href)}"`) : html);

/** @param {string} src @returns {Promise<any>} what the file calls back with */
const request = src => new Promise((settle, fail) => {
  Object.assign(globalThis, { guidePractice: settle });
  const script = element('script', { src });
  script.onerror = () => { script.remove(); fail(new Error(src)); };
  // What has called back is settled; the sign-in page of a network, which comes instead of any file, calls nothing.
  script.onload = script.onerror;
  document.head.append(script);
});

/** @param {string} src */
async function fetchData(src) {
  const raw = await request(src);
  if (raw.format !== FORMAT) throw new RangeError('another release has written the file');
  /** @type {{ url: string, title: string, part: string }[]} */
  const pages = raw.pages;
  const questions = /** @type {Stored[]} */ (raw.questions).map(question => {
    const { url = '', title = '', part = '' } = pages[question.page] ?? {};
    return { ...question, url, pageTitle: title, part };
  });
  // On a first visit the page was there before the worker, which then knows nothing of this file.
  if (!navigator.serviceWorker?.controller) askWorker({ ask: 'keep', path: PATH }).catch(() => {});
  return { questions, byId: new Map(questions.map(question => [question.id, question])), pairs: raw.ox };
}

/**
 * The questions, asked for once; after a failure the next call asks again. RangeError: the file is of another release.
 * @param {string} src
 * @returns {Promise<Data>}
 */
export const load = src => (asked ??= fetchData(src).catch(error => {
  asked = undefined;
  throw error;
}));

