// What the parts of the reader's script share: buttons, messages, choices that are remembered.

/** @type {HTMLElement | undefined} */
let status;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

/**
 * Shows a short message to the eye and to a screen reader.
 * @param {string} message
 */
export function say(message) {
  const line = (status ??= document.body.appendChild(element('p', { className: 'guide-status', role: 'status' })));
  line.textContent = '';
  // A region that changes in the moment it appears is not read aloud.
  setTimeout(() => { line.textContent = message; }, 50);
  clearTimeout(silence);
  silence = setTimeout(() => { line.textContent = ''; }, 2500);
}

/**
 * Says what went wrong and how to go on, until the reader has read it.
 * @param {string} message
 */
export function warn(message) {
  if (document.querySelector('.guide-notice')) return;
  const notice = element('div', { className: 'guide-notice', role: 'alert' });
  document.body.append(notice);
  setTimeout(() => {
    notice.append(
      element('p', { textContent: message }),
      button('guide-notice__reload', '새로 고침', () => location.reload()),
      button('guide-notice__close', '닫기', () => notice.remove()),
    );
  }, 50);
}

/**
 * @param {string} text
 * @param {string} message what is said when it worked
 */
export async function copy(text, message) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard API on file: and plain http: addresses.
    const field = element('textarea', { value: text, className: 'guide-clipboard' });
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    if (!done) return say('복사하지 못했습니다. 직접 선택해서 복사하세요.');
  }
  say(message);
}

/**
 * Remembers a choice; where storage is forbidden or full it holds for this page only.
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`guide.${name}`, value);
  } catch { /* see above */ }
}

/**
 * @param {string} name
 * @returns {string | null}
 */
export function recall(name) {
  try {
    return localStorage.getItem(`guide.${name}`);
  } catch {
    return null;
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<HTMLElementTagNameMap[K]> & { role?: string }} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, { role, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  if (role) made.setAttribute('role', role); // as a property it is newer than the browsers of the floor
  made.append(...children);
  return made;
}

/**
 * @param {string} className
 * @param {string} label
 * @param {() => void} action
 */
export function button(className, label, action) {
  const made = element('button', { type: 'button', className, textContent: label });
  made.addEventListener('click', action);
  return made;
}
