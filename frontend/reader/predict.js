// Labs that ask first («무엇이 남을까요?»): a switch that covers what the commands print, and what is said of it, until
// the reader has made up their mind. Paper shows all of it, and copying takes the commands as ever.
//
// Each command gets the same mark whether it prints or not, and what is covered takes no room: neither silence nor blank
// lines give anything away.
import { button, element, recall, remember } from './dom.js';
import { atFirstTouch } from './start.js';

/** @typedef {{ blocks: Element[], after: Element[] }} Step */

/** The steps of the lab that end their text in a question and then show what comes out. @param {Element} heading */
function stepsBelow(heading) {
  /** @type {Step[]} */
  const steps = [];
  for (let part = heading.nextElementSibling; part && part.tagName !== 'H2'; part = part.nextElementSibling) {
    if (!part.matches('ol')) continue;
    for (const item of part.children) {
      const children = [...item.children];
      const asks = children.find(child => child.matches('p'))?.textContent?.trim().endsWith('?');
      const blocks = children.filter(child => child.matches('.highlight') && child.querySelector('.gp'));
      const [first] = blocks;
      if (!first || !asks || !blocks.some(block => block.querySelector('.go'))) continue;
      const after = children.slice(children.indexOf(first)).filter(child => !child.matches('.highlight'));
      steps.push({ blocks, after });
    }
  }
  return steps;
}

/**
 * Puts each line of output, with its line break, into an element of its own, and a mark where a command ends.
 * @param {Element} block
 * @returns {Element[]} those elements
 */
function linesOfOutput(block) {
  const code = /** @type {Element} */ (block.querySelector('code'));
  const lines = [];
  const mark = () => element('span', { className: 'guide-mark' });
  let isCommand = false;
  for (const node of [...code.childNodes]) {
    const isPrompt = node instanceof Element && node.matches('.gp') && node.textContent?.startsWith('$');
    const isOutput = node instanceof Element && node.matches('.go');
    if (isCommand && (isPrompt || isOutput)) code.insertBefore(mark(), node);
    if (isPrompt || isOutput) isCommand = isPrompt;
    if (!isOutput) continue;
    const line = element('span');
    node.before(line);
    const after = node.nextSibling;
    line.append(node);
    if (after instanceof Text && after.data.startsWith('\n')) {
      after.splitText(1);
      line.append(after);
    }
    lines.push(line);
  }
  if (isCommand) code.append(mark());
  return lines;
}

/** @param {Step} step @returns {(isCovered: boolean) => void} */
function stage({ blocks, after }) {
  const covered = [...blocks.flatMap(linesOfOutput), ...after];
  const open = button('guide-link guide-predict', '예측했습니다. 출력 보기', () => {
    cover(false);
    const [block] = /** @type {HTMLElement[]} */ (blocks);
    if (block) block.tabIndex = -1;
    block?.focus({ preventScroll: true });
  });
  /** @param {boolean} isCovered */
  const cover = isCovered => {
    for (const block of blocks) block.classList.toggle('guide-asks', isCovered);
    for (const part of covered) part.classList.toggle('guide-covered', isCovered);
    open.hidden = !isCovered;
  };
  blocks.at(-1)?.after(open);
  return cover;
}

/** @param {Element} heading @param {Step[]} steps @param {boolean} isOn */
function addSwitch(heading, steps, isOn) {
  /** @type {((isCovered: boolean) => void)[] | undefined} */
  let stages;
  const show = () => {
    if (isOn || stages) (stages ??= steps.map(stage)).forEach(cover => cover(isOn));
    control.textContent = isOn ? '출력 모두 보기' : '출력 가리고 예측하기';
  };
  const control = button('guide-predict', '', () => {
    isOn = !isOn;
    remember('predict', isOn ? 'on' : 'off');
    show();
  });
  show();
  heading.after(element('div', { className: 'guide-answers' }, control));
}

const heading = document.getElementById('try');
const steps = heading ? stepsBelow(heading) : [];
if (heading && steps.length) {
  if (recall('predict') === 'on') addSwitch(heading, steps, true);
  else atFirstTouch(() => addSwitch(heading, steps, false));
}
// Until here nothing below the lab's heading was painted, so that nothing was seen to move.
document.documentElement.removeAttribute('data-predict');
