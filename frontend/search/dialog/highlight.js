// Marks on a page that was reached from a result: its address carries the words («?h=볼륨+volume»).
const MAXIMUM = { terms: 12, letters: 40 };
const SKIPPED = 'script, style, svg, button, .headerlink, mark';

/** One expression for all words, or null. A single syllable and Latin letters count at the beginning of a word. */
export function expressionFor(query) {
  const terms = [...new Set(query.slice(0, 500).split(/\s+/))]
    .filter(term => term && term.length <= MAXIMUM.letters)
    .slice(0, MAXIMUM.terms)
    .sort((one, other) => other.length - one.length)
    .map(term => {
      const literal = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return /^[가-힣]{2,}$/.test(term) ? literal : `(?<![\\p{L}\\p{N}])${literal}`;
    });
  return terms.length ? new RegExp(terms.join('|'), 'giu') : null;
}

/** Wraps what matches in <mark>, text node by text node. */
export function highlight(root, query) {
  const expression = expressionFor(query);
  if (!expression) return;
  const nodes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(SKIPPED)) nodes.push(walker.currentNode);
  }
  for (const node of nodes) {
    const text = node.data;
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(expression)) {
      const mark = document.createElement('mark');
      mark.textContent = match[0];
      parts.push(text.slice(at, match.index), mark);
      at = match.index + match[0].length;
    }
    if (parts.length) node.replaceWith(...parts, text.slice(at));
  }
}
