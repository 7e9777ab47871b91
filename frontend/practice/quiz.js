// O/X: a statement that is true or its false twin. Nothing of it is recorded or scheduled.
import { element } from '../reader/dom.js';
import { linkTo } from './data.js';
import { round } from './pick.js';
import { frameKeys, head, heading } from './question-view.js';
import { box, control, focusOn, rich, show } from './view.js';

/** @typedef {import('./data.js').Pair} Pair */
/** @typedef {{ pair: Pair, isTrue: boolean }} Shown */
/** @typedef {{ pairs: Pair[], goHome: () => void }} Setting */

/** @param {Setting} setting @param {Pair[]} [pairs] */
export const quiz = (setting, pairs = setting.pairs) => statement(round(pairs, Math.random), 0, [], setting);

/**
 * @param {Shown[]} shown
 * @param {number} at
 * @param {Pair[]} missed
 * @param {Setting} setting
 */
function statement(shown, at, missed, setting) {
  const current = shown[at];
  if (!current) return result(shown.length, missed, setting);
  const { pair, isTrue } = current;
  const frame = { at: at + 1, of: shown.length, undo: undefined, stop: setting.goHome };
  const verdict = box('div', 'practice-verdict');
  verdict.hidden = true;
  /** @param {boolean} said */
  const choose = said => {
    if (!verdict.hidden) return;
    const right = said === isTrue;
    const after = right ? missed : [...missed, pair];
    const next = () => statement(shown, at + 1, after, setting);
    const onward = control(at + 1 < shown.length ? '다음' : '결과 보기', next, { kind: 'practice-button--main', key: 'Space' });
    verdict.classList.add(right ? 'practice-verdict--right' : 'practice-verdict--wrong');
    verdict.append(box('div', '',
      box('p', '', element('strong', { textContent: right ? '맞혔습니다.' : '틀렸습니다.' }), ` 정답은 ${isTrue ? 'O' : 'X'}입니다.`),
      !isTrue && rich('p', '', pair.o),
      rich('p', '', pair.why),
      box('p', 'practice-where', element('a', { href: linkTo(pair.href), textContent: `${pair.title}에서 보기` }))));
    verdict.hidden = false;
    bar.replaceChildren(onward);
    focusOn(verdict);
    keys.Space = keys.Enter = next;
  };
  const options = /** @type {const} */ ([['O', true, '←', 'O, 맞다'], ['X', false, '→', 'X, 틀리다']]);
  const bar = box('div', 'practice-bar', ...options.map(([letter, value, key, label]) => {
    const made = control(letter, () => choose(value), { kind: 'practice-ox', key });
    made.setAttribute('aria-label', label);
    return made;
  }));
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', '맞으면 O, 틀리면 X');
  const [yes, no] = [() => choose(true), () => choose(false)];
  /** @type {import('./keys.js').Actions} */
  const keys = { ...frameKeys(frame), ArrowLeft: yes, O: yes, ArrowRight: no, X: no };
  show('quiz', keys, [head(frame),
    box('article', 'practice-question', heading(isTrue ? pair.o : pair.x), verdict), bar]);
}

/**
 * Only true sentences: a false one that is read twice is remembered.
 * @param {number} total
 * @param {Pair[]} missed
 * @param {Setting} setting
 */
function result(total, missed, setting) {
  const title = element('h2', { className: 'practice-title', textContent: `${total}개 가운데 ${total - missed.length}개를 맞혔습니다` });
  title.dataset.focus = '';
  const items = missed.map(pair => {
    const link = rich('a', '', pair.o);
    link.href = linkTo(pair.href);
    return box('li', '', link);
  });
  show('done', { Escape: setting.goHome }, [title,
    missed.length > 0 && box('p', '', '틀린 문항의 맞는 말입니다.'), box('ul', 'practice-results', ...items),
    box('p', 'practice-row',
      missed.length > 0 && control('틀린 것만 다시', () => quiz(setting, missed), { kind: 'practice-button--main' }),
      control('10개 더', () => quiz(setting)), control('처음으로', setting.goHome, { key: 'Esc' }))]);
}
