// The line that says what was found, to eyes and to screen readers, and what to try when nothing was.
const READY = 1;

const result = () => document.querySelector('[data-md-component=search-result]');

/**
 * @param {string} text
 * @param {{ hint?: boolean }} [options]
 */
function show(text, { hint = false } = {}) {
  const line = result()?.firstElementChild;
  if (!line) return;
  line.textContent = text;
  document.querySelector('.search-hint')?.toggleAttribute('hidden', !hint);
}

export const showLoading = () => show('검색을 준비하고 있습니다.');

/** @typedef {'worker' | 'network'} Cause the script does not run here, or something did not come */

/**
 * Says what failed and how to go on.
 * @param {Cause} cause
 */
export function showFailure(cause) {
  result()?.lastElementChild?.replaceChildren();
  if (cause === 'worker') {
    show('이 브라우저에서는 검색을 시작하지 못했습니다. 브라우저를 업데이트하거나 아래 목록에서 찾으세요.', { hint: true });
  } else if (!navigator.onLine) {
    show('인터넷에 연결되어 있지 않고, 저장해 둔 검색 자료도 없습니다. 연결된 뒤에 검색창을 다시 누르세요.');
  } else {
    show('검색 자료를 불러오지 못했습니다. 검색창을 다시 누르거나, 그래도 안 되면 페이지를 새로 고치세요.');
  }
}

/**
 * After a message of the worker; the theme has shown its results by then.
 * @param {import('./types.js').Message} message
 * @param {string} query
 */
export function showAnswer({ type, data }, query) {
  if (type === READY) return show('검색어를 입력하세요. 초성이나 영어로도 찾습니다.');
  if (!query.trim()) return show('검색어를 입력하세요. 초성이나 영어로도 찾습니다.');
  const { items } = /** @type {import('./types.js').Answer} */ (data);
  const places = items.reduce((sum, [head, ...sections]) => sum + sections.length + Number((head?.score ?? 0) > 0), 0);
  if (!places) return show('찾은 것이 없습니다.', { hint: true });
  return show(`${items.length}개 페이지에서 ${places}곳을 찾았습니다.`);
}
