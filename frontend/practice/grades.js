// The four grades in plain words, and the buttons for them.
import { element } from '../reader/dom.js';
import { inDays } from './day.js';
import { GRADES } from './memory.js';
import { box, control } from './view.js';

/** @typedef {import('./memory.js').Grade} Grade */

/** @type {Record<Grade, { name: string, means: string }>} */
export const WORDS = {
  1: { name: '막힘', means: '핵심을 말하지 못함' },
  2: { name: '더듬음', means: '말했지만 빠뜨렸거나 오래 걸림' },
  3: { name: '말함', means: '핵심을 30초 안에 말함' },
  4: { name: '술술', means: '꼬리 질문에도 답할 수 있음' },
};

/**
 * @param {number[]} rests for each grade, days until the question comes again
 * @param {(grade: Grade) => void} choose
 */
export function gradeButtons(rests, choose) {
  const buttons = GRADES.map((grade, place) => {
    const { name, means } = WORDS[grade];
    const when = inDays(rests[place] ?? 1);
    const made = control(name, () => choose(grade), { kind: 'practice-grade', key: String(grade) });
    made.setAttribute('data-grade', String(grade));
    made.append(element('span', { className: 'practice-grade__means', textContent: means }), element('small', { textContent: when }));
    made.setAttribute('aria-label', `${grade} ${name}: ${means}. ${when} 다시 봅니다`);
    return made;
  });
  const bar = box('div', 'practice-bar practice-bar--grades', ...buttons);
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', '스스로 매기는 등급');
  return bar;
}

/** What the grades mean, where the buttons have no room for it. */
export const legend = () => box('details', 'practice-more practice-legend',
  element('summary', { textContent: '등급의 뜻' }),
  box('dl', '', ...GRADES.flatMap(grade => [
    element('dt', { textContent: WORDS[grade].name }), element('dd', { textContent: WORDS[grade].means })])));

/** @param {Grade} grade */
export function mark(grade) {
  const made = element('span', { className: 'practice-mark', textContent: WORDS[grade].name });
  made.setAttribute('data-grade', String(grade));
  return made;
}
