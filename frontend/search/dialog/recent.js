// What the empty dialog offers: what was searched here lately (kept in this browser alone), and what many ask.
import { button, element, recall, remember } from '../../reader/dom.js';

const MOST = 5;
const FREQUENT = ['컨테이너가 바로 종료돼요', '볼륨과 바인드 마운트 차이', 'CMD와 ENTRYPOINT 차이', 'port is already allocated', '안 쓰는 이미지 정리', '컨테이너끼리 통신'];

/** @returns {string[]} */
export function recent() {
  try {
    const found = /** @type {unknown} */ (JSON.parse(recall('searches') ?? '[]'));
    return Array.isArray(found) ? found.filter(each => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {string} query */
export function keep(query) {
  const text = query.trim();
  if (text.length < 2 || text.length > 80) return;
  remember('searches', JSON.stringify([text, ...recent().filter(each => each !== text)].slice(0, MOST)));
}

/**
 * Fills the box of the empty dialog.
 * @param {Element} box
 * @param {(query: string) => void} choose
 */
export function offer(box, choose) {
  const list = (/** @type {string} */ name, /** @type {string[]} */ queries) => element('div', { className: 'find-offer' },
    element('p', { className: 'find-offer__name', textContent: name }),
    element('ul', {}, ...queries.map(query => element('li', {}, button('find-offer__query', query, () => choose(query))))));
  const own = recent();
  const parts = [list('많이 찾는 것', FREQUENT)];
  if (own.length) {
    const lately = list('최근에 찾은 것', own);
    lately.append(button('find-offer__clear', '기록 지우기', () => {
      remember('searches', '[]');
      lately.remove();
      box.querySelector('button')?.focus(); // the button that had the focus is gone
    }));
    parts.unshift(lately);
  }
  box.replaceChildren(...parts);
}
