// The line that says what was found, to eyes and to screen readers, and what to try when nothing was.

/** @typedef {import('./types.js').Answer} Answer */

export const IDLE = '검색어를 입력하세요. 초성이나 영어로도 찾고, 오류 메시지는 그대로 붙여 넣으면 됩니다.';
export const LOADING = '검색을 준비하고 있습니다.';
export const NOTHING = '찾은 것이 없습니다.';

/**
 * What failed and how to go on.
 * @param {import('./connection.js').Cause} cause
 * @param {boolean} online
 */
export function failureText(cause, online) {
  if (cause === 'worker') return '이 브라우저에서는 검색을 시작하지 못했습니다. 브라우저를 업데이트하거나 아래 목록에서 찾으세요.';
  if (!online) return '인터넷에 연결되어 있지 않고, 저장해 둔 검색 자료도 없습니다. 연결된 뒤에 검색창을 다시 누르세요.';
  return '검색 자료를 불러오지 못했습니다. 검색창을 다시 누르거나, 그래도 안 되면 페이지를 새로 고치세요.';
}

/** @param {Answer} answer */
export function foundText({ items, total, partial }) {
  if (partial) return total ? '제목에서 먼저 찾았습니다. 본문도 찾고 있습니다.' : LOADING;
  if (!total) return NOTHING;
  const listed = items.flat().filter(({ score }) => score !== 0).length;
  return listed < total ? `${total}곳을 찾았습니다. 가장 가까운 ${listed}곳을 보여 줍니다.` : `${total}곳을 찾았습니다.`;
}

/**
 * «‘항공권’은 이 가이드에 없는 말입니다.», with the particle that the last sound asks for.
 * @param {string[]} words
 */
export function unknownText(words) {
  const last = words.at(-1)?.at(-1) ?? '';
  const code = last.charCodeAt(0) - 0xac00;
  const final = code >= 0 && code < 11172 ? code % 28 > 0 : /[lmnr013678]/i.test(last);
  return `${words.map(word => `‘${word}’`).join(', ')}${final ? '은' : '는'} 이 가이드에 없는 말입니다.`;
}

/**
 * A syllable that has just been begun («ㅂ») asks for nothing yet.
 * @param {string} query
 */
export const isBegun = query => !query.trim() || /^[ㄱ-ㅎㅏ-ㅣ]$/.test(query.trim());
