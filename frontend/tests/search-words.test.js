// How single words are read: the stages of the worker, one by one.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createSplitter, partRun } from '../search/worker/compound.js';
import { commonPrefix, differingLetters, editDistance, letterSet } from '../search/worker/distance.js';
import { swapLayout, toInitials, toJamo } from '../search/worker/hangul.js';
import { createLexicon } from '../search/worker/lexicon.js';
import { soundOf, vowelsAgree } from '../search/worker/sound.js';
import { createStemmer, englishStems, expandVowel, looseStems, shortVerb } from '../search/worker/stem.js';
import { asksInEnglish, isAspect, isStopWord } from '../search/worker/stopwords.js';
import { normalizeQuery, termsOf, tokenize } from '../search/worker/tokens.js';

const same = word => word;

test('a half-typed syllable is the beginning of the word in jamo', () => {
  assert.equal(toJamo('볼륨'), 'ㅂㅗㄹㄹㅠㅁ');
  for (const typed of ['ㅂ', '보', '볼', '볼ㄹ', '볼류', '볼륨']) assert.ok(toJamo('볼륨').startsWith(toJamo(typed)), typed);
  assert.ok(toJamo('도커파일').startsWith(toJamo('도컾')));
  assert.equal(toInitials('도커파일'), 'ㄷㅋㅍㅇ');
});

test('the other keyboard layout is tried both ways, and never throws', () => {
  assert.equal(swapLayout('qhffba'), '볼륨');
  assert.equal(swapLayout('애찯ㄱ'), 'docker');
  assert.equal(swapLayout('ㅗㅐㄴㅅ'), 'host');
  for (const word of ['host', 'hosts', 'hostname', 'a', '1', '()', '--']) {
    const swapped = swapLayout(word);
    assert.ok(swapped === null || typeof swapped === 'string', word);
  }
  assert.equal(swapLayout('docker!'), null);
});

test('particles are cut by what may stand before them', () => {
  const stem = createStemmer(new Set(['맥']));
  for (const [word, bare] of [
    ['볼륨은', '볼륨'], ['이미지란', '이미지'], ['네트워크에서', '네트워크'], ['윈도우에서도', '윈도우'], ['맥에서', '맥'],
    ['하이퍼바이저는', '하이퍼바이저'], ['서울로', '서울'], ['컨테이너끼리', '컨테이너'],
    ['노트북에선', '노트북'], ['맥에선', '맥'], ['회사꺼', '회사'],
  ]) assert.equal(stem(word), bare);
});

test('nouns that end like a particle stay whole', () => {
  const stem = createStemmer();
  for (const word of ['결과', '경로', '정도', '이미지', '사용자', '크기', '쓰기', '화면', '광고', '에러', '하나']) {
    assert.equal(stem(word), word);
  }
});

test('verbs lose their endings alike on both sides', () => {
  const stem = createStemmer();
  for (const word of ['사라지나요', '사라집니다', '사라지면', '사라지는데']) assert.equal(stem(word), '사라지', word);
  for (const [word, bare] of [['설치하면', '설치'], ['공유되는', '공유'], ['실행하려면', '실행'], ['지우면', '지우']]) {
    assert.equal(stem(word), bare);
  }
  assert.equal(expandVowel('사라져'), '사라지');
  assert.equal(expandVowel('지워'), '지우');
  assert.ok(looseStems('지워도').includes('지우'));
  assert.ok(looseStems('지운').includes('지우'));
  assert.deepEqual(looseStems('docker'), []);
  assert.ok(looseStems('꺼짐').includes('꺼지'));
  assert.ok(looseStems('켜져있는지').includes('켜져'));
  assert.ok(looseStems('지울려는데').includes('지우'));
  for (const [word, verb] of [['켜질때까지', '켜지'], ['지울수있나요', '지우'], ['바뀜', '바뀌'], ['보임', '보이']]) assert.ok(looseStems(word).includes(verb), word);
  assert.ok(looseStems('지워지지').includes('지우'));
  assert.ok(looseStems('돌아간다면').includes('돌아가'));
  for (const [word, verb] of [['보내주기', '보내'], ['바꿔보려면', '바꿔'], ['죽어버려요', '죽어'], ['라즈베리파이용', '라즈베리파이']]) {
    assert.ok(looseStems(word).includes(verb), word);
  }
  for (const [word, verb] of [['열려면', '열'], ['깔려고', '깔'], ['받으면', '받'], ['죽지', '죽'], ['받음', '받'], ['포트', '']]) assert.equal(shortVerb(word), verb, word);
  assert.equal(stem('줄이기'), '줄이');
  assert.equal(stem('생명주기'), '생명주기');
  assert.ok(!looseStems('게임').includes('게이'));
});

test('commands, flags and paths are words, whole and in parts', () => {
  assert.deepEqual(tokenize('docker exec -it').map(token => token.raw), ['docker', 'exec', '-it']);
  assert.deepEqual(termsOf('--volumes-from', same), ['volumes-from', '--volumes-from', 'volumes', 'from']);
  assert.deepEqual(tokenize('/var/lib/postgresql').map(token => token.raw), ['var/lib/postgresql']);
  assert.deepEqual(termsOf('docker-compose.yml', same), ['docker-compose.yml', 'docker', 'compose', 'yml']);
  assert.deepEqual(tokenize('docker는 exec랑').map(token => token.raw), ['docker', 'exec']);
  assert.deepEqual(tokenize('볼륨은 volume'), [
    { raw: '볼륨은', lower: '볼륨은', at: 0 }, { raw: 'volume', lower: 'volume', at: 4 },
  ]);
});

test('what is typed is composed, cleaned and bounded', () => {
  assert.equal(normalizeQuery('볼륨'.normalize('NFD')), '볼륨');
  assert.equal(normalizeQuery('볼\u0000륨\n'), '볼 륨 ');
  assert.equal(normalizeQuery('가'.repeat(10_000), 400).length, 400);
});

test('question words carry no subject, words for an aspect a little', () => {
  for (const word of ['어떻게', '뭐예요', '있나요', 'how']) assert.ok(isStopWord(word), word);
  for (const word of ['존재할', '가능한가요', '않을까요', '안감', '따로', '써야함', '해야되나요', '도대체', '혹시', '모르겠어', '헷갈려요', '이해가', '싶음']) assert.ok(isStopWord(word), word);
  for (const word of ['볼륨', '쓰기', '캐시', '가능성', '쓰지않']) assert.ok(!isStopWord(word), word);
  for (const word of ['차이', '왜']) assert.ok(isAspect(word), word);
});

test('compounds are cut into the fewest known words', () => {
  const split = createSplitter(new Set(['컨테이너', '런타임', '컨테', '이너', '빌드', '캐시', 'type', 'script']));
  assert.deepEqual(split('컨테이너런타임'), ['컨테이너', '런타임']);
  assert.deepEqual(split('빌드캐시'), ['빌드', '캐시']);
  assert.equal(split('빌드중'), null);
  assert.equal(split('캐시'), null);
  assert.equal(split('typescript'), null, 'only Korean writes such words together');
});

test('the edit distance counts a swap once and stops at its limit', () => {
  assert.equal(editDistance('volumn', 'volume', 2), 1);
  assert.equal(editDistance('dokcer', 'docker', 2), 1);
  assert.equal(editDistance('kafka', 'docker', 2), 3);
  assert.equal(editDistance('', 'ab', 2), 2);
  assert.equal(commonPrefix('컨테이나', '컨테이너'), 3);
});

test('letter sets never rule out a word within reach', () => {
  const words = ['volume', 'volumn', 'vloume', 'volme', 'container', 'contianer', 'network', 'netwrok'];
  for (const one of words) {
    for (const other of words) {
      const edits = editDistance(one, other, 3);
      if (edits <= 3) assert.ok(differingLetters(letterSet(one), letterSet(other)) <= 2 * edits, `${one} ${other}`);
    }
  }
});

test('a loanword sounds like its Hangul spelling', () => {
  for (const [hangul, latin] of [['커밋', 'commit'], ['쿠버네티스', 'kubernetes'], ['퍼블리시', 'publish']]) {
    assert.equal(soundOf(hangul).consonants, soundOf(latin).consonants, hangul);
    assert.ok(vowelsAgree(hangul, latin), hangul);
  }
  assert.ok(!vowelsAgree('스파크', 'spec'));
});

test('the lexicon finds by beginning, initials, sound, and edits', () => {
  const lexicon = createLexicon(['볼륨', '볼트', '볼', '컨테이너', '커밋', 'commit', 'volume', '네트워크']);
  assert.deepEqual(lexicon.startingWith(toJamo('볼')).map(entry => entry.term).sort(), ['볼', '볼륨', '볼트']);
  assert.deepEqual(lexicon.byInitials('ㅋㅌㅇ').map(entry => entry.term), ['컨테이너']);
  assert.deepEqual(lexicon.byInitials('ㅎㅎ'), []);
  assert.deepEqual(lexicon.soundingLike('커밋'), ['commit']);
  assert.deepEqual(lexicon.nearest('컨테이나', 2), { terms: ['컨테이너'], distance: 1 });
  assert.deepEqual(lexicon.nearest('블록체인', 2).terms, []);
  assert.deepEqual(lexicon.nearest('네트워킹', 2).terms, ['네트워크']);
  assert.deepEqual(lexicon.nearest('커밋법', 3).terms, [], 'a known word and more is another word');
});

test('a sentence typed without blanks gives the words that the site knows, and the rest of it', () => {
  const known = new Set(['도커', '볼륨', '로그', '데이터', '커널']);
  const knows = part => known.has(part);
  assert.deepEqual(partRun('도커볼륨로그가안보여', knows), ['도커', '볼륨', '로그', '가안보여']);
  assert.equal(partRun('도커로그좀', knows), null, 'short words are words');
  assert.equal(partRun('부동산중개사데이터시험', knows), null, 'one known word is no sentence');
  assert.equal(partRun('도커로그인공지능자격증시험', knows), null, 'less than half is known');
});

test('what was typed in a hurry is read as it was meant', () => {
  assert.equal(normalizeQuery('빌드햇는데 됏나', 99), '빌드했는데 됐나');
  assert.equal(normalizeQuery('햇', 99), '햇');
  assert.equal(normalizeQuery('못하겟어요 빌드 타겟을', 99), '못하겠어요 빌드 타겟을');
});

test('English words lose their endings', () => {
  for (const [word, bare] of [['containers', 'container'], ['processes', 'process'], ['restarting', 'restart'], ['stopped', 'stop'], ['removed', 'remove'], ['images', 'image']]) {
    assert.ok(englishStems(word).includes(bare), word);
  }
  for (const word of ['docker', '볼륨', 'dns', 'a/b/containers']) assert.deepEqual(englishStems(word), [], word);
});

test('question words of English say nothing of the subject, those of messages do', () => {
  for (const word of ['how', 'would', 'explain', 'between', 'any', 'come']) assert.ok(isStopWord(word), word);
  for (const word of ['not', 'no', 'without', 'make', 'list']) assert.ok(!isStopWord(word), word);
  assert.ok(isAspect('difference') && isAspect('advantages') && isAspect('used'));
  for (const word of ['what', 'how', 'why']) assert.ok(asksInEnglish(word), word);
  for (const word of ['error', 'cannot', 'is', 'docker']) assert.ok(!asksInEnglish(word), word);
});
