// What a loanword and its Hangul spelling share: the consonants (k p t are written ㅋ ㅍ ㅌ, g b d
// ㄱ ㅂ ㄷ: 외래어 표기법 1장 1항) and, roughly, the number of vowels. commit, 커밋 → kmt 2.
import { hasHangul, toJamo } from './hangul.js';

/** @type {Record<string, string>} */
const INITIAL = {
  ㄱ: 'g', ㄲ: 'k', ㅋ: 'k', ㄴ: 'n', ㄷ: 'd', ㄸ: 't', ㅌ: 't', ㄹ: 'l', ㅁ: 'm', ㅂ: 'b', ㅃ: 'p', ㅍ: 'p',
  ㅅ: 's', ㅆ: 's', ㅈ: 's', ㅉ: 's', ㅊ: 's', ㅎ: 'h',
};
/** @type {Record<string, string>} */
const FINAL = { ...INITIAL, ㄱ: 'k', ㄷ: 't', ㅂ: 'p', ㅅ: 't', ㅇ: 'nk' };
/** @type {[pattern: RegExp, by: string][]} */
const SPELLING = [
  [/[^a-z]/g, ''], [/[ts]ion/g, 'sn'], [/ck/g, 'k'], [/ch(?=[lr]|e?st)/g, 'k'], [/th|sh|ch|dg(?=[ei])/g, 's'],
  [/ph|f/g, 'p'], [/x/g, 'ks'], [/qu?/g, 'k'], [/[cg](?=[eiy])|[jz]/g, 's'], [/c/g, 'k'], [/v/g, 'b'],
  [/r(?![aeiou])/g, ''], [/r/g, 'l'], [/[aeiouyw]/g, ''], [/(.)h+/g, '$1'],
];

/** @param {string} word */
function ofHangul(word) {
  let consonants = '';
  for (const syllable of word) {
    const jamo = toJamo(syllable);
    const last = jamo.slice(-1);
    consonants += INITIAL[jamo.charAt(0)] ?? '';
    if (jamo.length > 2 && last <= 'ㅎ') consonants += FINAL[last] ?? '';
  }
  const vowels = (toJamo(word).match(/[ㅏ-ㅣ]+/g) ?? []).filter(vowel => vowel !== 'ㅡ').length;
  return { consonants, vowels };
}

/** @param {string} word */
function ofLatin(word) {
  return {
    consonants: SPELLING.reduce((text, [pattern, by]) => text.replace(pattern, by), word),
    vowels: (word.replace(/e$/, '').match(/[aeiouy]+/g) ?? []).length,
  };
}

// Which letters the first vowel of a Hangul spelling may stand for.
/** @type {Record<string, string>} */
const VOWEL = {
  ㅏ: 'au', ㅐ: 'ae', ㅑ: 'aiy', ㅓ: 'eouai', ㅔ: 'ea', ㅕ: 'ey', ㅗ: 'oau', ㅛ: 'oy', ㅜ: 'uow', ㅠ: 'ue', ㅡ: 'eui', ㅣ: 'iey',
};

/**
 * Whether the first vowel of a Hangul spelling fits the first of a Latin word.
 * @param {string} hangul
 * @param {string} latin
 */
export function vowelsAgree(hangul, latin) {
  const heard = toJamo(hangul).replace(/ㅡ(?=.*[ㅏ-ㅣ])/g, '').match(/[ㅏ-ㅣ]/)?.[0];
  const written = latin.match(/[aeiouy]/)?.[0];
  return !heard || !written || (VOWEL[heard] ?? '').includes(written);
}

/**
 * { consonants, vowels } of a lower-case word; a vowel at the beginning counts as a letter.
 * @param {string} word
 */
export function soundOf(word) {
  const { consonants, vowels } = hasHangul(word) ? ofHangul(word) : ofLatin(word);
  const onset = /^[aeiou아-잏]/.test(word) ? 'v' : '';
  return { consonants: onset + consonants.replace(/(.)\1+/g, '$1'), vowels };
}
