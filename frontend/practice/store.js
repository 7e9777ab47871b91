// The record in this browser's storage. Each change reads, edits and writes in one turn: what another tab has written in
// the meantime stays.
import { recall } from '../reader/dom.js';
import { added, empty, entryFor, merge, NewerRecord, parse, removed } from './record.js';
import { forgetSeen, RECORD as KEY } from './seen.js';

/** @typedef {import('./record.js').PracticeRecord} PracticeRecord */

const BROKEN = 'guide.practice.broken';

/** A record that could not be read, as it was. */
export const brokenText = () => recall('practice.broken');

/** @type {'kept' | 'broken' | 'full' | 'forbidden' | 'newer'} what became of the last reading or writing */
let state = 'kept';
/** @type {PracticeRecord} what holds at least until the page is closed */
let memory = empty();
/** @type {string | null} the text of `memory`, where it is as in the storage: most readings find it unchanged */
let known = null;

export const stateOfStore = () => state;

/** @returns {PracticeRecord} */
export function read() {
  /** @type {string | null} */
  let text;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    state = 'forbidden';
    return memory;
  }
  if (state === 'full' || state === 'forbidden') { // what could not be written is known here alone
    try {
      return (memory = merge(parse(text ?? ''), memory));
    } catch {
      return memory;
    }
  }
  try {
    if (text === null || text !== known) memory = text === null ? empty() : parse(text);
    known = text;
    if (state === 'newer') state = 'kept';
  } catch (error) {
    known = null;
    if (error instanceof NewerRecord) {
      if (state !== 'newer') memory = empty();
      state = 'newer';
    } else {
      setAside(text ?? '');
    }
  }
  return memory;
}

/** A record that cannot be read is kept under another name before a new one begins. @param {string} text */
function setAside(text) {
  memory = empty();
  state = 'broken';
  forgetSeen(); // was derived from it
  try {
    localStorage.setItem(BROKEN, text);
    localStorage.removeItem(KEY);
  } catch { /* full: the next writing says so */ }
}

/** @param {(record: PracticeRecord) => PracticeRecord} edit */
function change(edit) {
  memory = edit(read());
  if (state === 'newer') return; // nothing of it may be lost
  try {
    const text = JSON.stringify(memory);
    known = null;
    localStorage.setItem(KEY, text);
    known = text;
    if (state !== 'broken') state = 'kept';
  } catch (error) {
    state = error instanceof DOMException && /quota/i.test(error.name) ? 'full' : 'forbidden';
  }
}

/**
 * @param {string} id
 * @param {number} now
 * @param {import('./memory.js').Grade} grade
 * @returns {number} the entry, by which it can be taken back
 */
export function grade(id, now, grade) {
  let entry = 0;
  change(record => added(record, id, (entry = entryFor(record, id, now, grade))));
  return entry;
}

/**
 * @param {string} id
 * @param {number} entry
 */
export const takeBack = (id, entry) => change(record => removed(record, id, entry));

/** @param {PracticeRecord} other */
export const add = other => change(record => merge(record, other));

export function erase() {
  memory = empty();
  if (state !== 'newer') state = 'kept';
  try {
    for (const key of [KEY, BROKEN]) localStorage.removeItem(key);
    state = 'kept';
  } catch {
    state = 'forbidden';
  }
  forgetSeen();
}
