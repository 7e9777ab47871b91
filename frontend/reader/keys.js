// Which action a key of its own asks for. They can be switched off: who speaks to the computer, or whose hand
// touches keys by accident, would be led away (WCAG 2.1.4).

/** @typedef {'search' | 'next' | 'previous'} Action */

/** @type {{ action: Action, keys: string[], does: string }[]} */
export const SHORTCUTS = [
  { action: 'search', keys: ['/', 'f', 's'], does: '검색' },
  { action: 'next', keys: ['n', '.'], does: '다음 페이지' },
  { action: 'previous', keys: ['p', ','], does: '이전 페이지' },
];

/**
 * With a Korean keyboard a letter is a jamo, so letters go by the place of the key.
 * @param {{ key: string, code?: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean }} event
 * @returns {Action | undefined}
 */
export function actionOf({ key, code = '', ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return undefined;
  const pressed = /^[ㄱ-ㅣ]$/.test(key) ? code.replace(/^Key/, '').toLowerCase() : key;
  if (code === 'Slash' && key !== '?') return 'search';
  return SHORTCUTS.find(({ keys }) => keys.includes(pressed))?.action;
}
