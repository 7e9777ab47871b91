// The line that says what was found, to eyes and to screen readers, and what to try when nothing was.
const READY = 1;

const result = () => document.querySelector('[data-md-component=search-result]');

function show(text, { hint = false } = {}) {
  const element = result();
  if (!element) return;
  element.firstElementChild.textContent = text;
  document.querySelector('.search-hint').hidden = !hint;
}

export const showLoading = () => show('검색을 준비하고 있습니다.');

export const showFailure = () => {
  result()?.lastElementChild.replaceChildren();
  show('검색 자료를 불러오지 못했습니다. 연결을 확인하고 검색창을 다시 눌러 주세요.');
};

/** After a message of the worker; the theme has shown its results by then. */
export function showAnswer({ type, data }, query) {
  if (type === READY) return show('검색어를 입력하세요. 초성이나 영어로도 찾습니다.');
  if (!query.trim()) return show('검색어를 입력하세요. 초성이나 영어로도 찾습니다.');
  const places = data.items.reduce((sum, [head, ...sections]) => sum + sections.length + (head.score > 0), 0);
  if (!places) return show('찾은 것이 없습니다.', { hint: true });
  return show(`${data.items.length}개 페이지에서 ${places}곳을 찾았습니다.`);
}
