// What the reader has rehearsed, shown where they read: on the home page, beside the questions, on the paths. Known to
// this browser alone (frontend/practice/seen.js). Each mark stands where there is room already: nothing moves.
import { dayOf } from '../practice/day.js';
import { isAnswered, readSeen } from '../practice/seen.js';
import { element } from './dom.js';

/** @typedef {import('../practice/seen.js').Seen} Seen */

const ANSWERED = 'guide-answered';

const home = document.querySelector('.practice-due');
/** @type {HTMLAnchorElement[]} */
const steps = [...document.querySelectorAll(/** @type {'a'} */ ('.path-practice a'))];
const questions = [...document.querySelectorAll('details.question')];

/** @param {Element | null} place */
function mark(place) {
  place?.classList.add(ANSWERED);
  place?.append(element('span', { className: 'guide-done', textContent: ' 답함' }));
}

/** @param {string[]} ids */
const listOf = ids => `ids=${ids}`;

/** @param {Seen} seen @param {number} today */
function showOnHome(seen, today) {
  const due = Object.values(seen).filter(each => each[0] <= today).length;
  if (home) home.textContent = due ? `연습하기 · 오늘 ${due}개` : '연습하기';
}

/** @param {Seen} seen @param {number} today */
function showBesideQuestions(seen, today) {
  const heading = document.getElementById('questions');
  const page = document.querySelector(/** @type {'a'} */ ('.guide-nav a[href*="practice/"]'));
  if (!heading || !page || !questions.length) return;
  const ids = questions.map(question => question.id.slice(2));
  const done = ids.filter(id => isAnswered(seen[id])).length;
  const due = ids.filter(id => (seen[id]?.[0] ?? Infinity) <= today).length;
  const link = element('a', { className: 'guide-rehearse', href: page.href, hash: listOf(ids) });
  link.textContent = `연습하기 ${done}/${ids.length} 답함${due ? ` · 복습 ${due}` : ''}`;
  heading.after(element('div', { className: 'guide-answers guide-count' }, link));
  questions.forEach((question, place) => { if (isAnswered(seen[ids[place] ?? ''])) mark(question.querySelector('summary')); });
}

/** @param {Seen} seen */
function showOnPath(seen) {
  for (const link of steps) {
    const list = link.closest('p')?.previousElementSibling;
    const asked = [...list?.querySelectorAll(/** @type {'a'} */ ('a[href*="#q-"]')) ?? []];
    const idOf = (/** @type {HTMLAnchorElement} */ { hash }) => hash.slice(3);
    const done = asked.filter(each => isAnswered(seen[idOf(each)]));
    for (const each of done) mark(each.closest('li'));
    link.hash = listOf(asked.map(idOf));
    link.after(element('span', { className: 'guide-count', textContent: ` ${done.length}/${asked.length} 답함` }));
  }
}

function show() {
  for (const old of document.querySelectorAll('.guide-done, .guide-count')) old.remove();
  for (const old of document.querySelectorAll(`.${ANSWERED}`)) old.classList.remove(ANSWERED);
  const seen = readSeen();
  const today = dayOf(Date.now());
  showOnHome(seen, today);
  showBesideQuestions(seen, today);
  showOnPath(seen);
}

if (home || steps.length || questions.length) {
  show();
  addEventListener('pageshow', event => { if (event.persisted) show(); }); // by the way back, from the practice page
}
