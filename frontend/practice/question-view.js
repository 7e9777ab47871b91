// The views of one question: asked, answered, and what an interviewer asks then.
import { element } from '../reader/dom.js';
import { clock, stopped } from './clock.js';
import { linkTo } from './data.js';
import { gradeButtons, legend } from './grades.js';
import { box, control, focusOn, rich, show } from './view.js';

/** @typedef {import('./data.js').Question} Question */
/** @typedef {import('./memory.js').Grade} Grade */
/**
 * @typedef {object} Frame what all views of a sitting share
 * @property {number} at from 1
 * @property {number} of
 * @property {(() => void) | undefined} undo takes the last grade back
 * @property {() => void} stop
 */

/**
 * @param {Frame} frame
 * @param {Node | string} [middle]
 */
export function head({ at, of, undo, stop }, middle = '') {
  const bar = element('progress', { max: of, value: at - 1 });
  bar.setAttribute('aria-hidden', 'true');
  return box('div', 'practice-head', bar, box('span', '', `${at} / ${of}`), middle,
    undo && control('등급 취소', undo, { kind: 'practice-button--quiet', key: 'U' }),
    control('그만두기', stop, { kind: 'practice-button--quiet', key: 'Esc' }));
}

/** @param {Frame} frame @returns {import('./keys.js').Actions} */
export const frameKeys = ({ undo, stop }) => ({ Escape: stop, ...undo && { U: undo } });

/** @param {string} html @param {boolean} [isFocused] */
export function heading(html, isFocused = true) {
  const made = rich('h2', 'practice-title', html);
  if (isFocused) made.dataset.focus = '';
  return made;
}

/** @param {Question} question */
const tags = ({ pageTitle, asked, deep }) => box('p', 'practice-tags', box('span', 'tag', pageTitle),
  asked ? box('span', 'tag tag--asked', '실제 면접') : '', deep ? box('span', 'tag', '심화') : '');

/**
 * @param {Question} question
 * @param {Frame} frame
 * @param {(seconds: number) => void} reveal
 */
export function ask(question, frame, reveal) {
  const { shown, seconds, stop } = clock();
  const open = () => reveal(seconds());
  show('ask', { ...frameKeys(frame), Space: open, Enter: open }, [
    head(frame, shown),
    box('article', 'practice-question', tags(question), heading(question.title),
      box('p', 'practice-hint', '30초 안에 끝까지 소리 내어 말해 보세요. 소리를 낼 수 없으면 한 줄로 적거나 속으로 문장을 끝까지 만드세요.')),
    box('div', 'practice-bar', control('답 보기', open, { kind: 'practice-button--main', key: 'Space' })),
  ], stop);
}

/**
 * @param {'wrong' | 'followup'} kind
 * @param {import('./data.js').Titled[]} list
 */
const titled = (kind, list) => list.map(([title, body]) =>
  box('div', kind, rich('p', `${kind}__title`, title), rich('div', '', body)));

/** @param {string} label @param {Node[]} parts */
const folded = (label, ...parts) => box('details', 'practice-more', element('summary', { textContent: label }), ...parts);

/** @param {string[]} keywords */
function keywordBoxes(keywords) {
  const boxes = keywords.map(word => ({ word, input: element('input', { type: 'checkbox' }) }));
  const shown = box('fieldset', 'practice-keywords', element('legend', { textContent: '이 말을 했나요?' }),
    ...boxes.map(({ word, input }) => box('label', '', input, ` ${word}`)));
  /** What was not said; where nothing is ticked nobody knows. */
  const missed = () => (boxes.some(({ input }) => input.checked) ? boxes.filter(({ input }) => !input.checked).map(({ word }) => word) : []);
  return { shown, missed };
}

/**
 * @param {Question} question
 * @param {Frame} frame
 * @param {{ seconds: number, rests: number[] }} facts
 * @param {(grade: Grade, missed: string[]) => void} choose
 */
export function answer(question, frame, { seconds, rests }, choose) {
  const { title, short, more, wrong, keywords, url, id } = question;
  const said = keywordBoxes(keywords ?? []);
  /** @param {Grade} grade */
  const graded = grade => choose(grade, said.missed());
  const label = box('p', 'answer-label', '30초 답');
  label.dataset.focus = '';
  show('answer', {
    ...frameKeys(frame), 1: () => graded(1), 2: () => graded(2), 3: () => graded(3), 4: () => graded(4),
  }, [
    head(frame, stopped(seconds)),
    box('article', 'practice-question', heading(title, false),
      box('div', 'practice-answer', box('div', '', label, rich('p', 'answer-short', short)), keywords && said.shown),
      wrong && folded(`흔한 오답 ${wrong.length}개`, ...titled('wrong', wrong)),
      more && folded('자세한 답', rich('div', '', more)),
      legend(),
      box('p', 'practice-where', element('a', { href: linkTo(`../${url}#q-${id}`), textContent: '페이지에서 보기' }))),
    gradeButtons(rests, graded),
  ]);
}

/**
 * @param {Question} question
 * @param {number} place of the follow-up
 * @param {Frame} frame
 * @param {{ next: () => void, skip: () => void }} on to the next follow-up, or past all of them
 */
export function followUp({ title, next = [] }, place, frame, on) {
  const [asked = '', body = ''] = next[place] ?? [];
  const answered = rich('div', 'practice-said', body);
  answered.hidden = true;
  const onward = control(place + 1 < next.length ? '다음 꼬리 질문' : '다음으로', on.next, { kind: 'practice-button--main', key: 'Space' });
  const open = control('답 보기', () => {
    answered.hidden = false;
    open.replaceWith(onward);
    focusOn(answered);
  }, { kind: 'practice-button--main', key: 'Space' });
  const press = () => (answered.hidden ? open : onward).click();
  show('followup', { ...frameKeys(frame), Space: press, Enter: press, N: on.skip }, [
    head(frame, box('span', '', `꼬리 질문 ${place + 1}/${next.length}`)),
    box('article', 'practice-question', rich('p', 'practice-parent', title), heading(asked), answered),
    box('div', 'practice-bar', control('건너뛰기', on.skip, { kind: 'practice-button--quiet', key: 'N' }), open),
  ]);
}
