// What a Hangul string looks like to a keyboard: jamo, initial consonants, the other layout.
import { convertHangulToQwerty, convertQwertyToHangul, disassemble } from 'es-hangul';

const ANY_HANGUL = /[가-힣ㄱ-ㅎㅏ-ㅣ]/;
const SYLLABLES = /^[가-힣]+$/;
const INITIALS = /^[ㄱ-ㅎ]{2,}$/;
// What a swapped layout must give to be believed: words, at most with a consonant begun at the end.
const WHOLE_WORD = /^[a-z0-9._-]+$|^[가-힣]+[ㄱ-ㅎ]?$/;

/** @param {string} text */
export const hasHangul = text => ANY_HANGUL.test(text);
/** @param {string} text */
export const isSyllables = text => SYLLABLES.test(text);
/** @param {string} text */
export const isInitials = text => INITIALS.test(text);

// Syllables repeat; a cache of a few thousand short strings saves most of the index's start.
/** @type {Map<string, string>} */
const seen = new Map();
/** @param {string} syllable */
function syllableToJamo(syllable) {
  let jamo = seen.get(syllable);
  if (jamo === undefined) seen.set(syllable, jamo = disassemble(syllable));
  return jamo;
}

/**
 * «볼륨» → «ㅂㅗㄹㄹㅠㅁ»: as typed, so that a half-typed syllable is a prefix. Other letters stay.
 * @param {string} text
 */
export function toJamo(text) {
  let jamo = '';
  for (const letter of text) jamo += letter < 'ㄱ' ? letter : syllableToJamo(letter);
  return jamo;
}

/**
 * «도커파일» → «ㄷㅋㅍㅇ».
 * @param {string} text
 */
export const toInitials = text => Array.from(text, syllable => toJamo(syllable)[0]).join('');

/**
 * The word that the same keys give in the other layout (ehzj → 도커, 애찯ㄱ → docker), or null.
 * @param {string} word
 */
export function swapLayout(word) {
  if (word.length < 2) return null;
  let swapped;
  try {
    swapped = hasHangul(word) ? convertHangulToQwerty(word).toLowerCase() : convertQwertyToHangul(word);
  } catch {
    return null; // es-hangul 2.4.0 throws on «host» and about one Latin string in a hundred
  }
  return WHOLE_WORD.test(swapped) ? swapped : null;
}

/**
 * Whether the last syllable ends in a consonant (받침).
 * @param {string} word
 */
export function hasFinal(word) {
  return (word.charCodeAt(word.length - 1) - 0xac00) % 28 > 0;
}

/**
 * Whether the last syllable has this final consonant, by its place among the 27 of Unicode.
 * @param {string} word
 * @param {number} place
 */
export function hasFinalAt(word, place) {
  return (word.charCodeAt(word.length - 1) - 0xac00) % 28 === place;
}

/**
 * The last syllable without its final consonant: «사라집» → «사라지».
 * @param {string} word
 */
export function dropFinal(word) {
  const code = word.charCodeAt(word.length - 1);
  return word.slice(0, -1) + String.fromCharCode(code - (code - 0xac00) % 28);
}

export const FINAL = { N: 4, L: 8, B: 17, SS: 20 }; // ㄴ ㄹ ㅂ ㅆ
