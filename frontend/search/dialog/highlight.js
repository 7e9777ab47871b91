// Marks on a page that was reached from a result: its address carries the words («?h=볼륨+volume»).
const MAXIMUM = { terms: 12, letters: 40 };
const SKIPPED = 'script, style, svg, button, .headerlink, mark';
const HANGUL_WORD = /^[가-힣]{2,}$/;
const NOTHING = '[^\\s\\S]';

/**
 * One expression for all words, or null: the mark is its first or its second group.
 * A single syllable and Latin letters count at the beginning of a word. What stands before them is consumed:
 * a lookbehind would be shorter, and Safari has had it since 16.4 only.
 * @param {string} query
 */
export function expressionFor(query) {
  const terms = [...new Set(query.slice(0, 500).split(/\s+/))]
    .filter(term => term && term.length <= MAXIMUM.letters)
    .slice(0, MAXIMUM.terms)
    .sort((one, other) => other.length - one.length);
  if (!terms.length) return null;
  /** @param {boolean} hangul */
  const group = hangul => terms
    .filter(term => HANGUL_WORD.test(term) === hangul)
    .map(term => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|') || NOTHING;
  return new RegExp(`(${group(true)})|(?:^|[^\\p{L}\\p{N}])(${group(false)})`, 'giu');
}

/**
 * @param {string} text
 * @param {RegExp} expression
 * @returns {[start: number, end: number][]}
 */
export function spansIn(text, expression) {
  return [...text.matchAll(expression)].map(match => {
    const end = match.index + match[0].length;
    return [end - (match[1] ?? match[2] ?? '').length, end];
  });
}

/**
 * Wraps what matches in <mark>, text node by text node.
 * @param {Element} root
 * @param {string} query
 */
export function highlight(root, query) {
  const expression = expressionFor(query);
  if (!expression) return;
  /** @type {Text[]} */
  const nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (!node.parentElement?.closest(SKIPPED)) nodes.push(node);
  }
  for (const node of nodes) {
    const text = node.data;
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const [start, end] of spansIn(text, expression)) {
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    if (parts.length) node.replaceWith(...parts, text.slice(at));
  }
}
