// A sitting on the screen: asks, takes the grades, goes on after a reload, and sums up at the end.
import { element } from '../reader/dom.js';
import { inWords } from './clock.js';
import { linkTo } from './data.js';
import { mark } from './grades.js';
import { AGAIN, outlook } from './memory.js';
import { answer, ask, followUp } from './question-view.js';
import { reviewsOf } from './record.js';
import { RECORD as KEY } from './seen.js';
import * as sessions from './session.js';
import { grade, read, takeBack } from './store.js';
import { box, control, rich, show } from './view.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {{ data: import('./data.js').Data, changed: () => void, goHome: () => void }} Setting */

/** @param {Session | undefined} session kept for this tab */
function keep(session) {
  try {
    if (session) sessionStorage.setItem(KEY, JSON.stringify(session));
    else sessionStorage.removeItem(KEY);
  } catch { /* then a reload begins anew */ }
}

/**
 * Takes the last grade back and asks its question again; undefined where there is none.
 * @param {Session} session
 * @param {Setting} setting
 */
function undoOf(session, setting) {
  const last = session.done.at(-1);
  return last && (() => {
    takeBack(last.id, last.entry);
    setting.changed();
    go(sessions.undone(session), setting);
  });
}

/**
 * @param {Session} session
 * @param {Setting} setting
 */
function go(session, setting) {
  const { data, changed, goHome } = setting;
  const question = data.byId.get(session.queue[session.at] ?? '');
  if (!question) return finish(session, setting);
  keep(session);
  const stop = () => (session.done.length ? finish(session, setting) : (keep(undefined), goHome()));
  const frame = { at: session.at + 1, of: session.queue.length, undo: undoOf(session, setting), stop };

  ask(question, frame, seconds => {
    const now = Date.now();
    const rests = outlook(reviewsOf(read(), question.id, now), now);
    answer(question, frame, { seconds, rests }, (given, missed) => {
      const entry = grade(question.id, Date.now(), given);
      changed();
      const after = sessions.graded(session, { id: question.id, grade: given, seconds, entry, missed });
      if (session.mode === 'interview' && question.next && given > AGAIN) follow(question, 0, after, setting);
      else go(after, setting);
    });
  });
}

/**
 * @param {import('./data.js').Question} question
 * @param {number} place
 * @param {Session} session as it is after the grade
 * @param {Setting} setting
 */
function follow(question, place, session, setting) {
  keep(session); // who reloads here goes on with the next question
  const skip = () => go(session, setting);
  const next = place + 1 < (question.next?.length ?? 0) ? () => follow(question, place + 1, session, setting) : skip;
  const stop = () => finish(session, setting);
  followUp(question, place, { at: session.at, of: session.queue.length, undo: undoOf(session, setting), stop }, { next, skip });
}

/** @param {Session} session @param {Setting} setting */
function finish(session, setting) {
  keep(undefined);
  const { results, median, stuck } = sessions.summary(session);
  const title = element('h2', { className: 'practice-title', textContent: `${results.length}문항에 답했습니다` });
  title.dataset.focus = '';
  const spoken = `말한 시간의 중앙값은 ${inWords(median)}입니다.`;
  const rest = stuck.length ? `막힌 질문 ${stuck.length}개는 내일 다시 나옵니다.` : '막힌 질문은 없습니다.';
  const items = results.map(({ id, grade: given, seconds, missed }) => {
    const question = setting.data.byId.get(id);
    if (!question) return undefined;
    const link = rich('a', '', question.title);
    link.href = linkTo(`../${question.url}#q-${id}`);
    return box('li', '', link, ' ', mark(given), ' ', box('span', 'practice-where', inWords(seconds)),
      missed.length ? box('p', 'practice-where', `빠뜨린 말: ${missed.join(', ')}`) : undefined);
  });
  const again = () => begin('review', stuck, setting);
  const undo = undoOf(session, setting);
  const isStopped = session.at < session.queue.length;
  show('done', { Escape: setting.goHome, ...undo && { U: undo } }, [
    title, box('p', '', `${spoken} ${rest}`), box('ol', 'practice-results', ...items),
    box('p', 'practice-row', isStopped && control('이어서 풀기', () => go(session, setting), { kind: 'practice-button--main' }),
      stuck.length > 0 && control('막힌 질문만 다시', again, { kind: isStopped ? '' : 'practice-button--main' }),
      control('처음으로', setting.goHome, { key: 'Esc' }),
      undo && control('마지막 등급 취소', undo, { kind: 'practice-button--quiet', key: 'U' })),
  ]);
}

/**
 * @param {Session['mode']} mode
 * @param {string[]} queue
 * @param {Setting} setting
 */
export const begin = (mode, queue, setting) => go(sessions.begin(mode, queue), setting);

/**
 * Goes on with what this tab has not finished; returns whether there was something.
 * @param {Setting} setting
 */
export function goOn(setting) {
  const session = sessions.revive(sessionStorage.getItem(KEY), id => setting.data.byId.has(id));
  if (!session) keep(undefined);
  else go(session, setting);
  return session !== undefined;
}
