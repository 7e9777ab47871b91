// What the practice page does once somebody begins: this script comes with the first press.
import { idOf } from '../reader/fragment.js';
import { load } from './data.js';
import { dayOf } from './day.js';
import { isPartOffered, page, showFacts, tell } from './home.js';
import { AGAIN, sureness } from './memory.js';
import { forToday, interview, shuffle } from './pick.js';
import { quiz } from './quiz.js';
import { offerRecord } from './record-view.js';
import { memoriesOf, seenOf } from './replay.js';
import { readSeen, writeSeen } from './seen.js';
import { begin, goOn } from './sitting.js';
import { read, stateOfStore } from './store.js';
import { focusHome, isHome, showHome, warn } from './view.js';

/** @typedef {import('./data.js').Data} Data */
/** @typedef {typeof api} Rehearsal */

const WARNINGS = {
  kept: '',
  broken: '저장된 기록을 읽을 수 없어 따로 보관하고 새로 시작합니다. 저장해 둔 파일이 있으면 연습 페이지의 「기록 저장, 불러오기, 지우기」에서 불러오세요.',
  full: '저장 공간이 가득 차서 새 기록을 저장하지 못했습니다. 창을 닫기 전에 기록을 파일로 저장하세요.',
  forbidden: '이 브라우저가 기록을 저장하지 못하게 합니다. 창을 닫으면 답한 기록이 사라집니다.',
  newer: '더 새로운 버전의 페이지에서 저장한 기록이 있습니다. 페이지를 새로 고치세요. 그 전에 답한 것은 저장되지 않습니다.',
};

const GONE = '이 주소가 가리키는 질문은 가이드에 없습니다. 아래에서 골라 시작하세요.';

let started = 'review';
/** @type {Data | undefined} */
let data;

/** @param {Data} known */
const memories = known => memoriesOf(known.byId.keys(), Date.now());

/** Counts anew what the record says, tells other pages, and shows it. */
function refresh() {
  if (!data) return;
  const seen = seenOf(memories(data), data);
  if (stateOfStore() !== 'newer') writeSeen(seen);
  warn(WARNINGS[stateOfStore()]);
  if (isHome()) showFacts(seen, dayOf(Date.now()));
}

/** The same without the questions: what was counted last, and what is wrong with the record. */
function showKnown() {
  read();
  warn(WARNINGS[stateOfStore()]);
  if (isHome()) showFacts(readSeen(), dayOf(Date.now()));
}

async function questions() {
  data = await load(page.dataset.questions ?? '');
  refresh();
  return data;
}

function goHome() {
  showHome();
  refresh();
  focusHome(started); // last: a button with nothing left to start takes no focus
}

/** @param {Data} known */
const settingOf = known => ({ data: known, changed: refresh, goHome });

/** @param {Data} known @param {import('./session.js').Session['mode']} mode @param {{ id: string }[]} chosen */
function sit(known, mode, chosen) {
  if (chosen.length) begin(mode, chosen.map(({ id }) => id), settingOf(known));
  else goHome();
}

/** @type {Record<string, (known: Data) => void>} */
const STARTS = {
  review: known => {
    const today = { day: dayOf(Date.now()), sureness, isOffered: (/** @type {{ part: string }} */ { part }) => isPartOffered(part) };
    const { due, fresh } = forToday(known.questions, memories(known), today, Math.random);
    sit(known, 'review', [...due, ...fresh]);
  },
  interview: known => sit(known, 'interview', interview(known.questions.filter(({ part }) => isPartOffered(part)), Math.random)),
  stuck: known => {
    const of = memories(known);
    sit(known, 'review', shuffle(known.questions.filter(({ id }) => of.get(id)?.grade === AGAIN), Math.random));
  },
  ox: ({ pairs }) => {
    if (pairs.length) quiz({ pairs, goHome });
    else tell('ox', 'O/X 문항은 아직 없습니다.');
  },
};

const api = {
  /** @param {string} name */
  async start(name) {
    started = name;
    STARTS[name]?.(await questions());
  },
  /** A path's step, or a friend's list: practice/#ids=a,b. */
  async startFromAddress() {
    const known = await questions();
    const [, list = ''] = /^ids=(.+)/.exec(idOf(location.hash)) ?? [];
    // A reload goes on with the sitting, and does not begin it anew.
    history.replaceState(history.state, '', location.pathname + location.search);
    const chosen = [...new Set(list.split(','))].flatMap(id => known.byId.get(id) ?? []);
    sit(known, 'review', chosen);
    if (!chosen.length) warn(GONE);
  },
  async resume() {
    if (!goOn(settingOf(await questions()))) goHome();
  },
  async recount() {
    await questions();
  },
  showKnown,
  /** @param {Element} room */
  async showRecord(room) {
    offerRecord(room, () => questions().catch(showKnown));
  },
};

Object.assign(globalThis, { guideRehearsal: api });
