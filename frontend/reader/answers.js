// Questions: one switch that opens or closes all answers of the page, an answer that opens when its address is
// visited, and a button that copies that address.
import { button, copy, element, remember, say } from './dom.js';
import { idOf } from './fragment.js';
import { atFirstTouch, isAwake } from './start.js';

const root = document.documentElement;
/** @type {HTMLDetailsElement[]} */
const questions = [...document.querySelectorAll(/** @type {'details'} */ ('details.question'))];
/** @type {HTMLDetailsElement[]} */
const folded = [...document.querySelectorAll(/** @type {'details'} */ ('article details[id]'))];

const target = () => document.getElementById(idOf(location.hash));

function openTarget() {
  let opened = false;
  for (let part = target()?.closest('details'); part; part = part.parentElement?.closest('details')) {
    opened ||= !part.open;
    part.open = true;
  }
  if (opened) target()?.scrollIntoView();
}

/* When the fonts come, lines above the target may break elsewhere. It stays where it is until the reader moves.
   (Not on a way back: the browser then restores the place where the reader was.) */
function holdTarget() {
  const [visit] = performance.getEntriesByType('navigation');
  const article = document.querySelector('article');
  if (!article || !target() || /** @type {PerformanceNavigationTiming} */ (visit)?.type !== 'navigate') return;
  const sizes = new ResizeObserver(() => (isAwake() ? sizes.disconnect() : target()?.scrollIntoView()));
  sizes.observe(article);
}

/* What the reader opened is written into the entry of the history, so that Back and a reload bring it again. */
function keepOpened() {
  let planned = false;
  const write = () => {
    planned = false;
    try {
      history.replaceState({ ...history.state, answers: folded.filter(each => each.open).map(each => each.id) }, '');
    } catch { /* some browsers allow a hundred such calls in a while */ }
  };
  for (const each of folded) {
    each.addEventListener('toggle', () => {
      if (planned || matchMedia('print').matches) return;
      planned = true;
      requestAnimationFrame(write);
    });
  }
}

function restoreOpened() {
  /** @type {unknown} */
  const opened = history.state?.answers;
  if (!Array.isArray(opened)) return;
  for (const each of folded) each.open = opened.includes(each.id);
}

function addControls() {
  const control = button('guide-answers__switch', '답 모두 보기', () => {
    const shown = root.dataset.answers !== 'shown';
    mark(shown);
    for (const question of questions) question.open = shown;
    remember('answers', shown ? 'shown' : 'hidden');
    say(shown ? `답 ${questions.length}개를 펼쳤습니다` : '답을 모두 가렸습니다');
  });
  /** @param {boolean} shown */
  const mark = shown => {
    root.dataset.answers = shown ? 'shown' : 'hidden';
    control.textContent = shown ? '답 모두 가리기' : '답 모두 보기';
  };
  // The space beside this heading is reserved in the style sheet: nothing moves when the switch appears.
  const bar = element('div', { className: 'guide-answers' }, control);
  const heading = document.getElementById('questions');
  if (heading) heading.after(bar);
  else questions[0]?.before(bar);
  if (root.dataset.answers === 'shown') mark(true);

  for (const question of questions) {
    const link = button('guide-link', '이 질문 링크 복사', () => {
      const address = new URL(`#${question.id}`, location.href);
      address.search = '';
      copy(address.href, '질문의 주소를 복사했습니다');
    });
    link.setAttribute('aria-label', `이 질문 링크 복사: ${question.querySelector('.question__title')?.textContent}`);
    question.append(link);
  }
}

if (root.dataset.answers === 'shown') for (const question of questions) question.open = true;
restoreOpened();
openTarget();
holdTarget();
keepOpened();
addEventListener('hashchange', openTarget);
if (questions.length) {
  // Who comes by a deep link sees the questions before touching anything.
  if (location.hash || root.dataset.answers === 'shown') addControls();
  else atFirstTouch(addControls);
}
