// Which single edit is a slip of the fingers: «도거» is 도커, but «가격» is not 규격.
import { convertHangulToQwerty } from 'es-hangul';
import { commonPrefix } from './distance.js';
import { toJamo } from './hangul.js';

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const NEIGHBOURS = 1.5; // keys: beside, or above
// Letters that sound alike, or so much alike that people spell one for the other.
const ALIKE = ['ㅐㅔㅒㅖ', 'ㅓㅗ', 'ㅜㅡ', 'ㅓㅡ', 'ㅏㅓ', 'ㅣㅡ', 'ㅗㅜ', 'ㅛㅗ', 'ㅠㅜ', 'ㅑㅏ', 'ㅕㅓ', 'ㄱㅋㄲ', 'ㄷㅌㄸㅅㅈ', 'ㅂㅍㅃ', 'ㅈㅊㅉ', 'ㅅㅆ', 'ㄴㄹ', 'ㄴㅇㅁ', 'ㄱㄷㅂㅅ',
  'cks', 'ei', 'ae', 'ou', 'sz', 'bv', 'pb', 'dt', 'gk', 'iy', 'lr', 'mn'];

/** @type {Map<string, [x: number, y: number]>} */
const places = new Map(ROWS.flatMap((row, y) => Array.from(row, (key, x) => [key, [x + y * 0.4, y]])));

/** @param {string} letter */
const keyOf = letter => letter >= 'ㄱ' ? convertHangulToQwerty(letter).toLowerCase() : letter;

/**
 * @param {string} one
 * @param {string} other
 */
function takenFor(one, other) {
  if (ALIKE.some(group => group.includes(one) && group.includes(other))) return true;
  const [here, there] = [places.get(keyOf(one)), places.get(keyOf(other))];
  return here !== undefined && there !== undefined && Math.hypot(here[0] - there[0], here[1] - there[1]) < NEIGHBOURS;
}

/**
 * Whether somebody who means `target` may type `word`, one edit away from it.
 * @param {string} word
 * @param {string} target
 * @param {boolean} isName whether the target is a name of the glossary: for it a letter too many or too few is believed
 */
export function isSlip(word, target, isName) {
  const [typed, meant] = [toJamo(word), toJamo(target)];
  const start = commonPrefix(typed, meant);
  if (typed.length !== meant.length || isName && /^[a-z]{5,}$/.test(word)) return isName;
  const [one, other] = [typed.slice(start), meant.slice(start)];
  if (one[0] === other[1] && one[1] === other[0]) return true; // a swap
  if (one[0] === one[1]) return true; // the next letter too soon: «빋드»
  return takenFor(one[0] ?? '', other[0] ?? '');
}
