// The page that stands in for one that cannot be had.
import { keptPages } from './storage.js';
import { root } from './release.js';

const STYLE = 'body{font:1rem/1.7 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;word-break:keep-all;'
  + 'overflow-wrap:anywhere}a{display:inline-block;padding:.25rem 0}:root{color-scheme:light dark}';

/**
 * @param {string} text
 */
const escape = text => text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`);

/**
 * @param {'not kept' | 'unknown'} kind the site has it, or has it not
 * @param {(path: string) => Promise<string>} titleOf the title of a kept page
 */
export async function notice(kind, titleOf) {
  const pages = (await keptPages()).filter(Boolean);
  const items = await Promise.all(pages.map(async path => `<li><a href="${escape(root.pathname + path)}">${escape(await titleOf(path))}</a></li>`));
  const [heading, text] = kind === 'not kept'
    ? ['저장해 두지 않은 파일입니다', '인터넷에 연결되어 있지 않아 지금은 열 수 없습니다. 연결된 뒤에 다시 열면 됩니다.']
    : ['없는 페이지입니다', '주소가 바뀌었거나 잘못 적혔습니다. 지금은 오프라인이라 저장해 둔 것만 열 수 있습니다.'];
  const html = `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`
    + `<title>${heading} - 도커 스터디 가이드</title><style>${STYLE}</style><main><h1>${heading}</h1><p>${text}</p>`
    + `<p>보던 페이지로 돌아가려면 브라우저의 뒤로 버튼을 누르세요. <a href="${escape(root.pathname)}">첫 페이지로 가기</a></p>`
    + `${items.length ? `<h2>저장해 둔 페이지</h2><ul>${items.join('')}</ul>` : ''}</main></html>`;
  return new Response(html, {
    status: kind === 'not kept' ? 503 : 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
