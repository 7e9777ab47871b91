// The page as it came, with what this browser knows: how many are due, how far one is in each part.
import { recall as remembered } from '../reader/dom.js';
import { inDays } from './day.js';
import { FRESH, MOST } from './pick.js';

export const page = /** @type {HTMLElement} */ (document.getElementById('practice'));
export const home = /** @type {HTMLElement} */ (page.parentElement);

/** @type {HTMLElement[]} */
const parts = [...home.querySelectorAll(/** @type {'li'} */ ('li[data-part]'))];
/** @type {HTMLInputElement[]} */
const options = [...home.querySelectorAll(/** @type {'input'} */ ('[data-optional]'))];

export const settings = options.map(input => ({ input, part: input.dataset.optional ?? '', name: 'practice-optional' }));
for (const { input, name } of settings) input.checked = remembered(name) === 'on';

/** Whether new questions of a part are offered. @param {string} part */
export const isPartOffered = part => settings.every(option => option.part !== part || option.input.checked);

/** @type {{ button: HTMLButtonElement, name: string }[]} */
export const starters = [...home.querySelectorAll(/** @type {'button'} */ ('button[data-start]'))]
  .map(button => ({ button, name: button.dataset.start ?? '' }));

/** @param {string} name @param {string} text */
export function tell(name, text) {
  const fact = home.querySelector(`[data-fact="${name}"]`);
  if (fact && fact.textContent !== text) fact.textContent = text;
}

/**
 * @param {import('./seen.js').Seen} seen
 * @param {number} day
 */
export function showFacts(seen, day) {
  const known = Object.values(seen);
  let total = 0;
  let answered = 0;
  let unseen = 0;
  for (const item of parts) {
    const part = item.dataset.part ?? '';
    const all = Number(item.dataset.total);
    const done = Math.min(all, known.filter(each => each[2] === part).length); // more, where the guide has lost some since
    total += all;
    answered += done;
    if (isPartOffered(part)) unseen += all - done;
    const bar = item.querySelector('progress');
    if (bar) bar.value = done;
    const count = item.querySelector('.practice-part__count');
    if (count) count.textContent = `${done}/${all}`;
  }
  const due = known.filter(([when]) => when <= day).length;
  const now = Math.min(due, MOST);
  const fresh = Math.min(unseen, FRESH, MOST - now);
  const next = Math.min(...known.map(([when]) => when).filter(when => when > day));
  const rest = due || !Number.isFinite(next) ? '' : ` 다음 복습은 ${inDays(next - day)}입니다.`;
  tell('review', `복습 ${due > MOST ? `${due}개 가운데 ${MOST}` : due}개, 새 질문 ${fresh}개.${rest}`);
  const stuck = known.filter(([, grade]) => grade === 1).length;
  for (const { button, name } of starters) {
    button.disabled = (name === 'review' && now + fresh === 0) || (name === 'stuck' && stuck === 0);
    if (name === 'review') button.textContent = due ? '복습 시작' : '새 질문 풀기';
  }
  tell('progress', `질문 ${total}개 가운데 ${answered}개에 답해 보았습니다. ${stuck ? `마지막에 막힌 질문은 ${stuck}개입니다.` : '마지막에 막힌 질문은 없습니다.'}`);
}
