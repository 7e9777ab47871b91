// A copy button on each code block and on each command of a list. From a terminal the commands are copied, not the
// prompt or the output.
import { button, copy } from './dom.js';
import { atFirstTouch } from './start.js';

const [PROMPT, OUTPUT] = ['\u0001', '\u0002'];

/**
 * What the button of a block copies.
 * @param {Element} code
 */
export function textToCopy(code) {
  const text = /** @type {Element} */ (code.cloneNode(true));
  for (const part of text.querySelectorAll('.linenos')) part.remove();
  if (!code.querySelector('.gp')) return text.textContent ?? '';
  for (const part of text.querySelectorAll('.gp')) part.textContent = PROMPT;
  for (const part of text.querySelectorAll('.go')) part.textContent = OUTPUT;
  const lines = (text.textContent ?? '').split('\n').filter(line => line.trim() && !line.includes(OUTPUT));
  return lines.map(line => line.replace(PROMPT, '')).join('\n');
}

atFirstTouch(() => {
  let number = 0;
  for (const code of document.querySelectorAll('.highlight pre > code')) {
    number += 1;
    const box = code.closest('.highlight');
    const title = box?.querySelector('.filename')?.textContent;
    const control = button('guide-copy md-icon', '', () => copy(textToCopy(code), '복사했습니다'));
    control.setAttribute('aria-label', `${title || `코드 ${number}`} 복사`);
    box?.append(control);
  }
  for (const code of document.querySelectorAll('dt > code')) {
    const text = code.textContent ?? '';
    const control = button('guide-copy md-icon', '', () => copy(text, '복사했습니다'));
    control.setAttribute('aria-label', `${text} 복사`);
    code.after(control);
  }
});
