// Whole queries on a small index: ranking, grouping, marks and what the theme needs of an answer.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createEngine } from '../search/worker/engine.js';
import { answer, groupByPage } from '../search/worker/results.js';
import { suggest } from '../search/worker/suggest.js';
import { createThesaurus } from '../search/worker/thesaurus.js';

const docs = [
  { location: 'volumes/', title: '볼륨과 바인드 마운트', text: '데이터를 남기는 법' },
  { location: 'volumes/#kinds', title: '마운트의 종류', text: '볼륨(volume)은 도커가 관리합니다.\n\t$ docker volume create my-vol' },
  { location: 'volumes/#q-remove', title: '컨테이너를 지우면 데이터도 사라지나요?', text: '쓰기 레이어는 함께 사라집니다.' },
  { location: 'cli/', title: '컨테이너 실행과 관찰', text: '로그와 셸' },
  { location: 'cli/#ps', title: '들여다보는 명령', text: '`docker ps`는 <b>실행 중인</b> 컨테이너를 & 보여 줍니다.' },
  { location: 'cli/#lab', title: '해 보기', text: '\t$ docker run nginx\n\t$ docker ps\n\t$ docker stop web' },
  { location: 'dockerfile/', title: 'Dockerfile과 빌드', text: '이미지를 만듭니다.' },
  { location: 'dockerfile/#build-cache', title: '빌드 캐시', text: '같은 단계를 다시 하지 않습니다.' },
];
const config = {
  glossary: [
    ['volumes/', '볼륨', 'volume', '도커 볼륨', 'docker volume', '볼룸'],
    ['dockerfile/', '도커파일', 'Dockerfile', '도커 파일'],
    ['volumes/', '컨트롤 그룹', 'control group', 'cgroup'],
  ],
  words: [['맥', 'mac'], ['삭제', '지우', '지워']],
  commands: [['docker stop', 'cli/#lab']],
};
const engine = createEngine({ docs, config });
const first = query => engine.search(query).ranked.map(({ section }) => docs[section].location)[0];

test('one idea, however it is typed', () => {
  const volumes = ['volumes/', 'volumes/#kinds'];
  for (const query of ['볼륨', '볼륨은', 'volume', 'qhffba', '패ㅣㅕㅡㄷ', 'volumn', '볼ㄹ', '볼륨이란', 'ㅂㄹ']) {
    assert.ok(volumes.includes(first(query)), `${query}: ${first(query)}`);
  }
  for (const query of ['빌드캐시', '빌드 캐시', 'ㅂㄷㅋㅅ', '빌드ㅋ']) assert.equal(first(query), 'dockerfile/#build-cache', query);
  for (const query of ['도커파일', '도커 파일', 'dockerfiel', 'ehzjvkdlf']) assert.equal(first(query), 'dockerfile/', query);
  assert.equal(first('컨테이너 지워도 데이터 사라지나'), 'volumes/#q-remove');
});

test('a command is found where it is explained, before where it is run', () => {
  assert.equal(first('docker ps'), 'cli/#ps');
});

test('the section that the table of commands names comes before one that says the words as often', () => {
  const twins = ['a', 'b'].map(id => ({ location: `cli/#${id}`, title: '명령', text: '`docker stop`은 컨테이너를 멈춥니다.' }));
  const ask = commands => createEngine({ docs: [...docs, ...twins], config: { commands } }).search('docker stop')
    .ranked.map(({ section }) => [...docs, ...twins][section].location)[0];
  assert.equal(ask([]), 'cli/#a');
  assert.equal(ask([['docker stop', 'cli/#b']]), 'cli/#b');
});

test('a compound is cut only into words that stand together or that the site speaks of', () => {
  const more = [...docs, { location: 'x/', title: '읽기', text: '자바로 만든 앱과 셸 스크립트, 우아한 종료' }];
  const found = query => createEngine({ docs: more, config }).search(query).ranked.length;
  assert.equal(found('자바스크립트'), 0);
  assert.equal(found('우아한종료'), 1);
  assert.equal(first('컨테이너데이터'), 'volumes/#q-remove');
});

test('a name of a term written without its space means the term', () => {
  assert.ok(first('도커볼륨').startsWith('volumes/'));
});

test('what the site does not speak of is not found', () => {
  for (const query of ['블록체인', 'terraform', '', '   ', '!?', 'ㅠㅠㅠㅠ']) assert.equal(first(query), undefined, query);
});

test('the page leads its group; weak sections are folded by a negative score', () => {
  for (const query of ['볼륨', '컨테이너', 'docker', '데이터']) {
    for (const [head, ...sections] of groupByPage(engine.search(query).ranked, engine)) {
      assert.ok(!head.doc.location.includes('#'));
      const folded = sections.findIndex(({ score }) => score < 0);
      if (folded >= 0) assert.ok(sections.slice(folded).every(({ score }) => score < 0));
      assert.ok(sections.every(({ score }) => score < 0 || score >= head.score));
    }
  }
});

test('texts are escaped, only our marks are tags', () => {
  const { items } = answer(engine, 'docker ps 실행');
  const entry = items.flat().find(({ location }) => location === 'cli/#ps');
  assert.match(entry.text, /<mark>docker<\/mark> <mark>ps<\/mark>/);
  assert.match(entry.text, /&lt;b&gt;<mark>실행<\/mark>/);
  assert.match(entry.text, /&amp;/);
  assert.ok(!/<(?!\/?(?:mark|p|code)>)/.test(items.flat().map(({ title, text }) => title + text).join()));
});

test('missing words are named, found ones are handed on for the marks of the page', () => {
  const { items } = answer(engine, '볼륨 zzz');
  const entry = items.flat().find(({ score, text }) => score > 0 && text);
  assert.equal(entry.terms.zzz, false);
  assert.equal(entry.terms['볼륨'], true);
  assert.ok(!('도커' in entry.terms), 'a wider name of a term lights up nothing');
});

test('a suggestion goes on from the last word', () => {
  assert.deepEqual(suggest(engine, '볼'), ['볼륨']);
  assert.deepEqual(suggest(engine, 'x 캐'), ['캐시']);
  assert.deepEqual(suggest(engine, ''), []);
});

test('an index without glossary, and an empty one, still answer', () => {
  assert.equal(createEngine({ docs }).search('볼륨').ranked.length > 0, true);
  assert.deepEqual(answer(createEngine({}), '볼륨', { suggest: true }), { items: [], suggest: [] });
});

test('the glossary links names both ways and aliases to names', () => {
  const { links, homes, shortNouns, phrases } = createThesaurus(config);
  assert.ok(links.get('볼룸').has('볼륨'));
  assert.equal(links.get('볼륨').get('volume'), 1);
  assert.ok(!links.get('볼륨').has('도커 볼륨'));
  assert.deepEqual(homes.get('cgroup'), ['volumes/']);
  assert.deepEqual(homes.get('docker␣stop'), ['cli/#lab']);
  assert.deepEqual([...shortNouns], ['맥']);
  assert.ok(phrases.some(({ phrase, name }) => phrase === '컨트롤 그룹' && name));
});
