// What somebody typed or pasted → the words that are looked up. A pasted error is cut to what matters.
import { hasHangul } from './hangul.js';
import { normalizeQuery, tokenize } from './tokens.js';
import { LIMIT, TAIL } from './weights.js';

/** @typedef {import('./types.js').Token} Token */
/** @typedef {{ tokens: Token[], weights: number[], pasted: boolean }} Asked `weights`: of each token, by its place */

const LATIN_WORD = /[a-z][a-z'-]+/gi;
const SPEAKS_OF_FAILURE = /\b(?:err(?:or)?s?|exception|fatal|failed|failure|denied|refused|unknown|invalid|cannot|unable|warn(?:ing)?|panic|not found|no such|exited|exit code|e[a-z]{5,})\b/i;

// What differs from one machine to the next: it stands in no page, and hides what is the same everywhere.
/** @type {[pattern: RegExp, by: string][]} */
const PASSING = [
  // eslint-disable-next-line no-control-regex -- colours of a terminal
  [/\u001b\[[0-9;]*m/g, ' '],
  [/\bsha256:[0-9a-f]+/gi, ' '],
  [/\bhttps?:\/\/\S+/gi, ' '],
  [/\b\d{4}[-/]\d\d[-/]\d\d[T ]?[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?/g, ' '],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,}\b/gi, ' '], // ids
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\w+)?/g, ' '], // addresses
  [/\[[^\]\s]{0,6}\d+\/\d+\]/g, ' '], // [4/6] of a build
  [/:\d{2,5}(?=[\s:,)]|$)/g, ':'], // ports
  [/\b\d+(?:\.\d+)*\s*(?:ms|s|[KMG]i?B|seconds?|minutes?|hours?)\b(?: ago)?/gi, ' '],
  [/(?:[A-Za-z]:)?[\\/](?:home|Users|root|tmp|mnt|private)[\\/][^\s"'`:,)]*/g, ' '],
  [/See ['"`]?docker [\w ]*--help['"`]?\.?/gi, ' '],
];
// How messages begin that say nothing yet: who speaks, and the chain of programs that the message came through.
const CHAIN = /\b(?:docker:|error response from daemon:|failed to create (?:task for container|shim task):|oci runtime (?:create|exec) failed:|(?:runc|container_linux\.go\S*|standard_init_linux\.go\S*)[\w ]*:|unable to start container process:|failed to solve:|error during container init:|failed to set up container networking:|driver failed programming external connectivity on endpoint [^:]*:)/gi;

// «노트북에선 되는데 서버에선 안 돼요»: every word of it is common, and what it says, that the machines differ, is none of them.
const ELSEWHERE = /(?:집|회사|컴|컴터|컴퓨터|노트북|맥북?|윈도우?|서버|로컬|pc|ec2|운영|개발|팀원)에서?[는선]?\s*(?:잘\s*)?(?:되|됐|돌아).*[안못]\s?[되돼된됨됐돌]/;
const DIFFERS = '환경';

// «docker-compose와 docker compose»: one term in two spellings, and the question is what lies between them.
const TWO_SPELLINGS = /docker-compose.*(?:docker|도커) ?(?:compose|컴)|(?:docker|도커) ?(?:compose|컴).*docker-compose/;
const SPELLING = '하이픈';

// «대체 뭐 하는 건가요»: here no alternative is looked for.
const ON_EARTH = /(?:^|\s)대체(?=\s+(?:뭐|뭘|뭔|무[엇슨]|왜|어[떻디떤느]|언제|누[가구]))/g;

/**
 * Whether a text was printed by a program: a colon or a word of failure, and many Latin words.
 * @param {string} text
 */
export function isPasted(text) {
  const words = text.match(LATIN_WORD)?.length ?? 0;
  const hangul = text.match(/[가-힣]+/g)?.length ?? 0;
  if (words < 3 || hangul > words / 3) return false;
  return SPEAKS_OF_FAILURE.test(text) && (words >= 5 || /[:(]/.test(text)) || /: /.test(text) && words >= 5;
}

/**
 * The message without what passes, but never without everything.
 * @param {string} text
 */
export function withoutPassing(text) {
  const bare = PASSING.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
  const cut = bare.replace(CHAIN, ' ');
  return [cut, bare].find(each => (each.match(LATIN_WORD)?.length ?? 0) > 1) ?? text;
}

// What the system says at the end of many messages: which one it is stands before.
const ERRNO = /(?:permission denied|operation not permitted|no such file or directory|not found|connection refused|no space left on device|device or resource busy)[^a-z]*(?:unknown)?[^a-z]*$/i;

/**
 * Of a pasted message the end weighs: what failed is said last («…: …: port is already allocated»).
 * @param {Token[]} tokens
 * @param {string} text
 */
function weighTail(tokens, text) {
  // An id that was cut out between two colons leaves no part of its own.
  const cuts = [...text.matchAll(/(?:\s*: +)+|\n/g)].map(match => match.index);
  const errno = ERRNO.exec(text)?.index ?? text.length;
  return tokens.map(({ at }) => {
    if (at >= errno && cuts.some(cut => cut < errno)) return TAIL.middle;
    const after = cuts.filter(cut => cut > at && cut < errno - 2).length;
    return after < 2 ? 1 : after < 4 ? TAIL.middle : TAIL.far;
  });
}

/**
 * @param {string} query
 * @returns {Asked}
 */
export function read(query) {
  // Of a long log the end is kept, of a long sentence the beginning.
  const whole = query.length > LIMIT.query && isPasted(query) ? query.slice(-LIMIT.query) : query;
  const text = normalizeQuery(whole, LIMIT.query);
  const pasted = isPasted(text);
  if (!pasted) {
    // A lone consonant at the end is a syllable that has just been begun.
    const found = tokenize(text.replace(ON_EARTH, ' ')).slice(0, LIMIT.words);
    const tokens = found.length > 1 && /^[ㄱ-ㅎ]$/.test(found.at(-1)?.raw ?? '') ? found.slice(0, -1) : found;
    if (ELSEWHERE.test(text.toLowerCase())) tokens.push({ raw: DIFFERS, lower: DIFFERS, at: text.length + 1 });
    if (TWO_SPELLINGS.test(text.toLowerCase())) tokens.push({ raw: SPELLING, lower: SPELLING, at: text.length + 1 });
    return { tokens, weights: tokens.map(() => 1), pasted };
  }
  const message = withoutPassing(text);
  /** @type {Map<string, Token>} */
  const once = new Map(); // the last of the same word: it stands nearest to the end
  for (const token of tokenize(message)) {
    if (/^\d+$/.test(token.lower) && !/(?:code:?|\() ?$/i.test(message.slice(0, token.at))) continue;
    if (token.lower.length < 2 && !hasHangul(token.lower)) continue;
    once.delete(token.lower);
    once.set(token.lower, token);
  }
  const tokens = [...once.values()].slice(-LIMIT.words);
  return { tokens, weights: weighTail(tokens, message), pasted };
}
