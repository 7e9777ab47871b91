// The reader's own record in the reader's own hands: out, in, and away.
import { button, copy, element, say } from '../reader/dom.js';
import { dateOf, dayOf } from './day.js';
import { NewerRecord, parse } from './record.js';
import { add, brokenText, erase, read, stateOfStore } from './store.js';
import { box, control } from './view.js';

const SURE = '정말 지우려면 한 번 더 누르세요';
const ERASE = '기록 모두 지우기';

/** @param {string} text @param {string} name */
function saveFile(text, name) {
  const content = new Blob([text], { type: 'application/json' });
  const link = element('a', { href: URL.createObjectURL(content), download: `${name}-${dateOf(dayOf(Date.now()))}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * @param {Element} room
 * @param {() => void} changed
 */
export function offerRecord(room, changed) {
  if (room.querySelector('.practice-note')) return;
  const note = element('p', { className: 'practice-note', role: 'status' });
  const field = element('textarea', { rows: 3, spellcheck: false, placeholder: '다른 기기에서 복사한 기록을 붙여 넣으세요' });
  field.setAttribute('aria-label', '붙여 넣을 기록');
  const file = element('input', { type: 'file', accept: 'application/json,.json', hidden: true });

  /** @param {string} text */
  const take = text => {
    try {
      const other = parse(text);
      add(other);
      changed();
      const isStored = /kept|broken/.test(stateOfStore());
      note.textContent = `질문 ${Object.keys(other.log).length}개의 기록을 합쳤습니다.${isStored ? '' : ' 다만 이 브라우저에 저장하지는 못했습니다.'}`;
      field.value = '';
    } catch (error) {
      note.textContent = error instanceof NewerRecord
        ? '더 새로운 버전의 페이지에서 저장한 기록입니다. 페이지를 새로 고친 뒤에 다시 불러오세요.'
        : '기록이 아니거나 중간에 잘린 글입니다. 바뀐 것은 없습니다.';
    }
  };
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    if (chosen) take(await chosen.text().catch(() => '')); // one that cannot be read is no record
    file.value = '';
  });

  const away = button('practice-button practice-button--danger', ERASE, () => {
    if (away.textContent === ERASE) {
      away.textContent = SURE;
      away.focus(); // Safari's buttons do not take it by themselves, and would stay armed
      say(SURE);
      return;
    }
    away.textContent = ERASE;
    erase();
    changed();
    erased();
  });
  away.addEventListener('blur', () => { away.textContent = ERASE; });

  const broken = brokenText();
  const erased = () => { note.textContent = '기록을 모두 지웠습니다.'; };
  room.append(
    box('p', 'practice-row', control('파일로 저장', () => saveFile(JSON.stringify(read()), 'docker-practice')),
      control('글로 복사', () => copy(JSON.stringify(read()), '기록을 복사했습니다')),
      control('파일 불러오기', () => file.click()), file,
      broken !== null && control('읽지 못한 기록 저장', () => saveFile(broken, 'docker-practice-broken'))),
    box('details', 'practice-more', element('summary', { textContent: '글로 복사한 기록 불러오기' }), field,
      box('p', 'practice-row', control('기록 합치기', () => take(field.value)))),
    note,
    box('p', 'practice-row', away));
}
