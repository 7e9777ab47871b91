// At the foot of each page: which keys there are, and keeping the whole guide for reading offline.
import { button, element, say } from './dom.js';
import { SHORTCUTS } from './keys.js';
import { keepAll, stateOfKept } from './offline.js';
import { areShortcutsOn, switchShortcuts } from './shortcuts.js';
import { atFirstTouch } from './start.js';
import { askWorker } from './worker.js';

function shortcuts() {
  const box = element('input', { type: 'checkbox', checked: areShortcutsOn() });
  box.addEventListener('change', () => {
    switchShortcuts(box.checked);
    say(box.checked ? '한 글자 단축키를 켰습니다' : '한 글자 단축키를 껐습니다');
  });
  const list = element('dl', {});
  const rows = [...SHORTCUTS.map(({ keys, does }) => ({ keys, does })),
    { keys: ['Esc'], does: '검색과 목차 닫기' }, { keys: ['↑', '↓', 'Enter'], does: '검색 결과 고르기' }];
  for (const { keys, does } of rows) {
    list.append(element('dt', {}, ...keys.flatMap(key => [element('kbd', { textContent: key }), ' '])), element('dd', { textContent: does }));
  }
  return element('section', { className: 'guide-settings__part' },
    element('h2', { textContent: '단축키' }), list,
    element('label', {}, box, ' 한 글자 단축키 사용'));
}

/** @param {number} bytes */
const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;

function offline() {
  const facts = element('p', { role: 'status' });
  const bar = element('progress', { hidden: true });
  bar.setAttribute('aria-label', '오프라인 저장 진행률');
  const save = button('guide-settings__save', '오프라인으로 저장', async () => {
    const state = await stateOfKept();
    if (!state) return;
    save.disabled = true;
    bar.hidden = false;
    bar.max = state.total;
    const before = state.total - state.missing.length;
    const failed = await keepAll(state.missing, done => { bar.value = before + done; });
    if (!failed) await askWorker({ ask: 'saved' });
    bar.hidden = true;
    save.disabled = false;
    await show(failed ? '다 저장하지 못했습니다. 연결이나 저장 공간을 확인하고 다시 누르세요.' : '');
    if (failed) save.focus();
    else remove.focus();
  });
  const remove = button('guide-settings__remove', '저장한 것 지우기', async () => {
    await askWorker({ ask: 'forget' });
    await show('저장한 페이지를 지웠습니다.');
    save.focus();
  });
  const show = async (message = '') => {
    const state = await stateOfKept();
    if (!state) {
      facts.textContent = '이 브라우저나 주소에서는 오프라인으로 저장할 수 없습니다. 압축 파일이나 PDF를 받으세요.';
      save.hidden = remove.hidden = true;
      return;
    }
    const complete = state.saved && !state.missing.length;
    save.hidden = complete;
    remove.hidden = !state.pages;
    facts.textContent = message || (complete
      ? `가이드 전체를 저장해 두었습니다(약 ${megabytes(state.size)}). 새로 나온 내용은 연결될 때 받습니다. PDF는 따로 받으세요.`
      : `읽은 페이지 ${state.pages}개를 저장해 두었습니다. 전체를 저장하면 약 ${megabytes(state.size)}를 받습니다.`);
  };
  const part = element('section', { className: 'guide-settings__part' },
    element('h2', { textContent: '오프라인' }), facts, bar, element('p', {}, save, ' ', remove));
  return { part, show };
}

atFirstTouch(() => {
  const { part, show } = offline();
  const box = element('details', { className: 'guide-settings', id: 'guide-settings' },
    element('summary', { textContent: '단축키와 오프라인 저장' }),
    element('div', { className: 'guide-settings__parts' }, shortcuts(), part));
  box.addEventListener('toggle', () => { if (box.open) show(); });
  document.querySelector('.md-footer-meta')?.before(box);
});
