// Words that the guide does not have, to be named above the list: «‘항공권’은 이 가이드에 없는 말입니다».
import { hasHangul, hasFinalAt, FINAL, toJamo } from './hangul.js';
import { ASPECT, NAMED } from './weights.js';

// Forms of verbs: what nobody would look up under them is not told as missing.
const VERB_FORM = /(?:다|[어아해네나까지군]요|세요|죠|는데|은데|던데|[어아여해라]서|려면|으면|하면|되면|하고|되고|[하되]게|[하되않없있싶]는|하기|되기|거나|지만|니까|[다라려]고|도록|[어아해꺼켜떠써]도|[거이]야|게|[줘봐]|던|더니)$/;
// «끄는법», «새는거», «만들때»: a verb and a noun that never stands alone; «안먹는», «못찾», «써본».
const VERB_PHRASE = /(?:[은는던을]|[가-힣])(?:법|거|것|때|줄)$|^(?:안|못)[가-힣]+|(?:음|[해써먹가와봐]본|[쓰먹가오보]는|[가-힣][줌됨뜸])$/;

/** @param {string} word */
const hasPast = word => Array.from(word).some(syllable => hasFinalAt(syllable, FINAL.SS));

/**
 * The typed word as it is named, or null where it is no noun.
 * @param {string} raw
 */
export function nounOf(raw) {
  if (!hasHangul(raw)) return /^[a-z][a-z-]{2,}$/i.test(raw) ? raw : null;
  if (!/^[가-힣]{2,}$/.test(raw) || hasPast(raw) || raw.at(-1) === '수' && hasFinalAt(raw.slice(0, -1), FINAL.L)) return null; // «띄울수»
  // Of particles those alone that no noun ends with: «제주도» is a whole name.
  const noun = raw.replace(/(?:에서|으로|한테|에게|[은는을를])$/, '');
  return noun.length < 2 || VERB_PHRASE.test(raw) || VERB_PHRASE.test(noun) || VERB_FORM.test(raw) && noun === raw || VERB_FORM.test(noun) ? null : noun;
}

/**
 * @param {import('./types.js').Unit[]} units
 * @returns {string[]} the words, in the order in which they were typed, none if they are few among many
 */
export function unknownWords(units) {
  const spoken = units.filter(unit => unit.token && !unit.stop && unit.share > ASPECT);
  const last = spoken.at(-1);
  const missing = spoken.filter(unit => {
    const phrased = units.some(other => !other.token && other.places.includes(unit.places[0] ?? -1) && other.worth.size);
    if (phrased || unit.how === 'known') return false;
    if (unit.how !== 'beginning') return true;
    // What is typed last may go on; what stands before is done.
    const typed = toJamo(unit.token?.lower ?? '').length;
    const longer = Math.min(...[...unit.variants.keys()].map(term => toJamo(term).length));
    return unit !== last && typed < NAMED.beginning * longer;
  });
  if (missing.length < NAMED.share * spoken.length) return [];
  const names = missing.map(unit => nounOf(unit.token?.raw ?? ''));
  return [...new Set(names.filter(name => name !== null))];
}
