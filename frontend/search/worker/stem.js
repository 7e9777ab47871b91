// Hangul words without particles and endings. The same function runs over the index and the query:
// what it cuts wrongly, it cuts wrongly on both sides.
import { dropFinal, FINAL, hasFinal, hasFinalAt, isSyllables } from './hangul.js';

// 조사, by what must stand before them: a final consonant, a vowel, or either.
// One after another is cut in rounds: «에서도» is 도, then 에서.
const AFTER_FINAL = '으로써 으로서 으로 이라는 이라고 이라면 이란 이라도 이며 이고 이나 이랑 이에요 이야 이다 과 은 이 을';
const AFTER_VOWEL = '라는 라고 라면 란 라도 랑 예요 든지 와 는 가 를';
const AFTER_EITHER = `에서 로써 로서 로 이었 인가요 인가 인지 입니다 에게 에 까지 부터 마다 처럼 보다 만큼 밖에 조차 마저 끼리 한테
  의 도 만 들 별 때 에선 에겐 한텐 엔 꺼`;

/** @typedef {{ form: string, after: boolean | null }} Particle `after`: whether a final consonant stands before it; null for either */

/** @param {string} text */
const words = text => text.split(/\s+/).filter(Boolean);
/** @type {Particle[]} */
const PARTICLES = [
  ...words(AFTER_FINAL).map(form => ({ form, after: true })),
  ...words(AFTER_VOWEL).map(form => ({ form, after: false })),
  ...words(AFTER_EITHER).map(form => ({ form, after: null })),
].sort((one, other) => other.form.length - one.form.length);

/** @param {string} word */
export const isParticle = word => PARTICLES.some(({ form }) => form === word);

// «설치하면», «공유되는»: a noun with 하다, 되다, 시키다 or 당하다.
const VERBAL_NOUN = /^([가-힣]{2,}?)(?:하|되|해|돼|했|됐|할|될|한|된|함|됨|합|됩|시키|시켜|시킨|당하)[가-힣]{0,6}$/;
// Endings of native verbs that are seldom the end of a noun («사라지나요» → «사라지»).
const VERB_ENDING = /(?:으려면|려면|려고|으면|면|는데|니까|나요|지만|거나|도록|던|다가|자마자|을까요|까요|고|는지)$/;
// «줄이기», «바꾸기»: verbs made nouns; not «주기», «크기».
const VERB_NOUN = /([이리히치키우꾸쓰들지기피추르누])기$/;
// Endings that nouns share («이미지», «크기»): tried only when the whole word is unknown.
const LOOSE_ENDING = /(?:으려면|려면|으면|면|는데|니까|어서|아서|서|습니다|는지|지나요|지나|나요|까요|어요|아요|요|지는|지|기|나|고|도|야|죠|게|줘|용)$/; // 용: «라즈베리파이용»
// «지워», «사라져»: stem and 어 in one syllable, vowel by vowel.
/** @type {Record<number, number>} */
const CONTRACTED = { 6: 20, 14: 13, 9: 8 }; // ㅕ→ㅣ ㅝ→ㅜ ㅘ→ㅗ

/**
 * «사라져» → «사라지», «지웠» → «지우»; other words stay.
 * @param {string} word
 */
export function expandVowel(word) {
  const code = word.charCodeAt(word.length - 1) - 0xac00;
  if (!(code >= 0) || (code % 28 && code % 28 !== FINAL.SS)) return word;
  const vowel = CONTRACTED[Math.floor(code % 588 / 28)];
  if (vowel === undefined) return word;
  return word.slice(0, -1) + String.fromCharCode(0xac00 + Math.floor(code / 588) * 588 + vowel * 28);
}

/**
 * @param {Particle} particle
 * @param {string} stem
 */
function fits({ form, after }, stem) {
  const final = hasFinal(stem);
  if (after !== null && after !== final) return false;
  if (form === '때' && hasFinalAt(stem, FINAL.L)) return false; // «평가때», but «만들때» is a verb
  return form[0] !== '로' || !final || hasFinalAt(stem, FINAL.L); // «서울로», yet not «집로»
}

/**
 * Without particles, up to three in a row («윈도우에서도» → «윈도우»); a stem keeps two syllables.
 * @param {string} word
 */
export function stripParticles(word, shortNouns = /** @type {Set<string>} */ (new Set())) {
  for (let round = 0; round < 3; round++) {
    const found = PARTICLES.find(particle => {
      if (!word.endsWith(particle.form)) return false;
      const stem = word.slice(0, -particle.form.length);
      return (stem.length > 1 || shortNouns.has(stem)) && fits(particle, stem);
    });
    if (!found) break;
    word = word.slice(0, -found.form.length);
  }
  return word;
}

/** @param {string} word */
function stripVerb(word) {
  if (word.length > 3 && word.endsWith('니다')) { // «사라집니다», «없습니다»
    const before = word.slice(0, -2);
    if (before.endsWith('습')) return before.slice(0, -1);
    if (hasFinalAt(before, FINAL.B)) return dropFinal(before);
  }
  const bare = word.replace(VERB_ENDING, '').replace(VERB_NOUN, '$1');
  return bare.length > 1 ? bare : word;
}

/**
 * A stemmer with a memory; `shortNouns` are one-syllable nouns that may stand before a particle (맥).
 * @returns {import('./types.js').Stem}
 */
export function createStemmer(shortNouns = /** @type {Set<string>} */ (new Set())) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return word => {
    let stem = known.get(word);
    if (stem !== undefined) return stem;
    stem = word;
    if (isSyllables(word)) {
      const noun = stripParticles(word, shortNouns);
      const verbal = VERBAL_NOUN.exec(noun);
      stem = verbal?.[1] ?? (noun === word ? stripVerb(word) : noun);
    }
    known.set(word, stem);
    return stem;
  };
}

// «꺼짐», «느림», «바뀜», «나옴», «보임»; not «게임», «볼륨», «프로그램».
const MADE_NOUN = /(?:[짐림힘킴침춤움튐김뀜옴감뜸씀름큼켬쌈]|[보쌓붙쓰먹높]임)$/;
// The syllables with which a verb is joined to the next one: open, and of the vowels ㅏㅐㅓㅔㅕㅘㅙㅝㅞ («보내 주다», «바꿔 보다»).
const JOINED = [0, 1, 4, 5, 6, 9, 10, 14, 15]
  .flatMap(vowel => Array.from({ length: 19 }, (_, initial) => String.fromCharCode(0xac00 + initial * 588 + vowel * 28))).join('');
// … and those with ㄴ or ㄹ below («끄는법», «켜질때까지», «지울수있나요», «끝난거»).
const ENDED = Array.from({ length: 19 * 21 }, (_, open) => [FINAL.N, FINAL.L].map(final => String.fromCharCode(0xac00 + open * 28 + final)).join('')).join('');
// What people write without a blank behind a verb: «끄는법», «켜져있는지», «돌려보기», «받아주세요».
const BEHIND_VERB = [
  new RegExp(`([${ENDED}])(?:때(?:까지|마다|부터|[만는도])?|수[있없].*|방?법|[것거건게줄데])$`),
  new RegExp(`([${JOINED}])(?:있|보|봐|볼|주|줘|줄|줌|준|버리|버려|놓|놔|두)[가-힣]{0,4}$`),
  /()(?:있는지|싶[가-힣]*)$/,
];

/**
 * English nouns and verbs without their endings: «processes» → process, «restarting» → restart.
 * @param {string} word
 * @returns {string[]}
 */
export function englishStems(word) {
  if (!/^[a-z]{4,}(?:s|ed|ing)$/.test(word)) return [];
  const bare = word.replace(/(?:s|ed|ing)$/, '');
  return [bare, word.replace(/(?:es|d)$/, ''), bare.replace(/(.)\1$/, '$1'), `${bare}e`].filter(stem => stem !== word);
}

// «지울려는데», «지우려다가», «돌아간다면»
const INTENDS = /(?:려는데|려는|려다가|려니까?|다면)$/;

// «지워지지», «만들어졌는데»: verbs made passive.
const PASSIVE = new RegExp(`^([가-힣]*[${JOINED}])[지졌져]$`);

/**
 * Further stems that an unknown word may have, the likeliest first: «지워도» → 지워, 지우.
 * @param {string} word
 * @returns {string[]}
 */
export function looseStems(word) {
  if (!isSyllables(word)) return [];
  const verb = BEHIND_VERB.reduce((left, pattern) => left.replace(pattern, '$1'), word);
  if (verb !== word && verb.length > 1) return [verb, ...looseStems(verb)];
  const spoken = word.replace(INTENDS, '');
  const bare = spoken === word ? word.replace(LOOSE_ENDING, '') : spoken;
  const leaves = [FINAL.N, FINAL.L, FINAL.SS].some(place => hasFinalAt(bare, place)) || MADE_NOUN.test(bare); // «지운», «지울», «지웠»
  const last = leaves ? dropFinal(bare) : bare;
  const active = PASSIVE.exec(bare)?.[1] ?? ''; // «지워지» → 지워, 지우
  return [...new Set([bare, expandVowel(bare), last, expandVowel(last), active, expandVowel(active)])]
    .filter(stem => stem.length > 1 && stem !== word);
}

/**
 * The stem of one syllable before an ending that no noun has: «열려면», «깔려고», «받으면» → 열, 깔, 받.
 * @param {string} word
 */
export const shortVerb = word => /^([가-힣])(?:으?려면|으?려고|으면|는데|나요|지만|거나|다가|을까요|습니다|고|지|지요|죠|네|네요|냐|음)$/.exec(word)?.[1] ?? '';
