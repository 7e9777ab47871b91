// Rows of the list, from what the worker answers. Only the worker's own titles and texts are HTML.
import { button, copy, element } from '../../reader/dom.js';
import { fromFile, root, toFile } from './config.js';

/** @typedef {import('./types.js').Entry} Entry */

/**
 * What a badge says, and its class: written whole, because the style reducer keeps only the names that it reads here.
 * @type {Record<string, [text: string, className: string]>}
 */
const BADGES = {
  question: ['질문', 'find-badge'],
  followup: ['꼬리 질문', 'find-badge'],
  wrong: ['흔한 오답', 'find-badge find-badge--wrong'],
  command: ['명령', 'find-badge find-badge--command'],
  error: ['오류', 'find-badge find-badge--error'],
  lab: ['실습', 'find-badge find-badge--lab'],
};

/**
 * Where a row leads: the words that were found are marked there.
 * @param {Entry} entry
 */
export function addressOf({ location, terms }) {
  const url = new URL(fromFile ? toFile(location) : location, root);
  const words = Object.keys(terms).filter(word => terms[word]);
  if (words.length) url.searchParams.set('h', words.join(' '));
  return url.href;
}

/**
 * @param {keyof HTMLElementTagNameMap} tag
 * @param {string} className
 * @param {string} html from the worker
 */
function marked(tag, className, html) {
  const made = element(tag, { className });
  made.innerHTML = html;
  return made;
}

/** @param {Iterable<Element>} parts */
const spoken = parts => [...parts].map(each => each.textContent?.trim()).filter(Boolean).join(' ');

/** @param {import('./types.js').Card} card */
const cardOf = ({ cause, look, remedy }) => element('dl', { className: 'find-card' },
  element('dt', { textContent: '원인' }), marked('dd', '', cause),
  ...look.length ? [element('dt', { textContent: '확인' }), marked('dd', 'find-card__look', look.map(each => `<code>${each}</code>`).join(' '))] : [],
  element('dt', { textContent: '해결' }), marked('dd', '', remedy));

/**
 * @param {Entry} entry
 * @param {string} page title of its page as HTML, '' where the entry is the page
 */
function linkTo(entry, page) {
  const { kind = '', title, text, under, answer, card, terms } = entry;
  const link = element('a', { className: 'md-search-result__link', href: addressOf(entry), tabIndex: -1 });
  const where = element('p', { className: 'find-where' });
  const badge = BADGES[kind];
  if (badge) where.append(element('span', { textContent: badge[0], className: badge[1] }));
  where.append(marked('span', '', page || '페이지'));
  const heading = marked('h2', kind === 'command' || kind === 'error' ? 'find-title find-title--code' : 'find-title', title);
  if (under && kind !== 'command') heading.prepend(marked('span', 'find-under', `${under} <span aria-hidden="true">›</span> `));
  const article = element('article', { className: 'md-search-result__article md-typeset' }, where, heading);
  if (card) article.append(cardOf(card));
  else if (answer) article.append(element('p', { className: 'find-answer' }, element('strong', { textContent: '30초 답' }), ' ', marked('span', '', answer)));
  else article.append(marked('div', 'find-text', text));
  const missing = Object.keys(terms).filter(word => !terms[word]);
  if (missing.length && missing.length <= 3) {
    article.append(element('p', { className: 'md-search-result__terms' }, '없는 말: ',
      ...missing.flatMap((word, place) => [place ? ', ' : '', element('del', { textContent: word })])));
  }
  // An article gives the link around it no name: the title and where it stands are the name, the rest describes it.
  link.setAttribute('aria-label', `${spoken([heading])}, ${spoken(where.children)}`);
  const rest = spoken([...article.children].slice(2).flatMap(each => each.matches('dl') ? [...each.children] : [each]));
  if (rest) link.setAttribute('aria-description', rest);
  link.append(article);
  return link;
}

/**
 * @param {Entry} entry
 * @param {string} page
 * @returns {Node[]}
 */
function parts(entry, page) {
  const link = linkTo(entry, page);
  if (!entry.copy) return [link];
  const text = entry.copy;
  const control = button('find-copy', '복사', () => copy(text, '명령을 복사했습니다'));
  control.setAttribute('aria-label', `${text} 복사`);
  return [link, control];
}

/**
 * A row: what was found, and what else of the page is folded below it.
 * @param {Entry[]} group
 */
export function rowOf(group) {
  const [first, ...others] = group;
  const [entry, ...folded] = first && first.score > 0 ? group : others;
  const page = entry === first ? '' : first?.title ?? '';
  const row = element('li', { className: 'md-search-result__item' });
  if (!entry) return row;
  row.append(...parts(entry, page));
  if (folded.length) {
    const name = element('span', { textContent: `이 페이지에서 ${folded.length}개 더 보기` });
    row.append(element('details', { className: 'md-search-result__more' },
      element('summary', { tabIndex: -1 }, name),
      ...folded.flatMap(each => parts(each, first?.title ?? ''))));
  }
  return row;
}
