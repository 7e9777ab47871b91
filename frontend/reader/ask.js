// Which questions of the list a reader wants to see: told by the address, so that a choice can be kept and shared.

/** @typedef {{ part: string, level: string, core: boolean }} Choice */
/** @typedef {{ part: string, level: string, core: boolean }} Question */

/** @type {Readonly<Choice>} */
export const ALL = { part: '', level: '', core: false };

/** @param {Choice} choice */
export const isAll = choice => !choice.part && !choice.level && !choice.core;

/**
 * @param {string} search of an address: «?part=이미지&core=1»
 * @returns {Choice}
 */
export function choiceOf(search) {
  const parameters = new URLSearchParams(search);
  return { part: parameters.get('part') ?? '', level: parameters.get('level') ?? '', core: parameters.has('core') };
}

/**
 * @param {Choice} choice
 * @param {string} search what the address has now; what it says of other things stays
 */
export function searchFor(choice, search) {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries({ ...choice, core: choice.core ? '1' : '' })) {
    if (value) parameters.set(name, value);
    else parameters.delete(name);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/**
 * @param {Question} question
 * @param {Choice} choice
 */
export const fits = (question, { part, level, core }) =>
  (!part || question.part === part) && (!level || question.level === level) && (!core || question.core);
