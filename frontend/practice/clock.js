// A clock that counts up and ends nothing; after half a minute it says so, once.
import { say } from '../reader/dom.js';
import { box } from './view.js';

export const LIMIT = 30;

/** @param {number} seconds */
export const inWords = seconds => (seconds < 60 ? `${seconds}초` : `${Math.floor(seconds / 60)}분 ${seconds % 60}초`);

/** @param {number} seconds */
export function stopped(seconds) {
  const shown = box('span', 'practice-clock', inWords(seconds));
  shown.classList.toggle('practice-clock--over', seconds > LIMIT);
  return shown;
}

export function clock() {
  const began = performance.now();
  const seconds = () => Math.floor((performance.now() - began) / 1000);
  const shown = box('span', 'practice-clock', '0초');
  shown.setAttribute('role', 'timer');
  shown.setAttribute('aria-label', '지난 시간');
  let isTold = false;
  const tick = setInterval(() => {
    const now = seconds();
    shown.textContent = inWords(now);
    if (now < LIMIT || isTold) return;
    isTold = true;
    shown.classList.add('practice-clock--over');
    say('30초가 지났습니다');
  }, 250);
  return { shown, seconds, stop: () => clearInterval(tick) };
}
