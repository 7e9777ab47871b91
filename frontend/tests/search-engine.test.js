// Whole queries on a small index: ranking, grouping, marks and what the theme needs of an answer.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createEngine } from '../search/worker/engine.js';
import { answer, rowsOf } from '../search/worker/results.js';
import { isPasted, read } from '../search/worker/query.js';
import { isSlip } from '../search/worker/slips.js';
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

test('phrasings that come with the texts are searched like those that came before', () => {
  const late = docs.map(({ location, text }) => location === 'cli/#lab' ? [text, '자꾸 꺼져요'] : text);
  const heads = docs.map(({ location, title }) => ({ location, title }));
  const found = texts => createEngine({ docs: heads, texts, config }).search('자꾸 꺼져요').ranked.map(({ section }) => docs[section].location);
  assert.deepEqual(found([]), []);
  assert.deepEqual(found(late), ['cli/#lab']);
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

test('rows stand by score; of a page a few are open, the rest is folded below the last of them', () => {
  const many = [...docs, ...Array.from({ length: 6 }, (_, number) => ({ location: `volumes/#more-${number}`, title: `볼륨 ${number}`, text: '볼륨' }))];
  const engine = createEngine({ docs: many, config });
  const { items } = answer(engine, '볼륨');
  const rows = items.map(group => group.filter(({ score }) => score > 0));
  assert.ok(rows.every(row => row.length === 1));
  const scores = rows.map(([row]) => row.score);
  assert.deepEqual(scores, [...scores].sort((one, other) => other - one));
  const ofPage = items.filter(([head]) => head.location === 'volumes/');
  assert.equal(ofPage.length, 3);
  assert.ok(ofPage.at(-1).some(({ score }) => score < 0));
  assert.equal(rowsOf(engine.search('볼륨').ranked, engine).length, items.length);
});

const kinds = [
  ...docs,
  { location: 'cli/#q-stop', title: '컨테이너는 어떻게 멈추나요?', text: '시그널을 보냅니다.\n자세히', kind: 'question', also: '컨테이너 끄는 법' },
  { location: 'cli/#q-stop--kill', title: '강제로 끝내려면요?', text: 'kill을 씁니다.', kind: 'followup', in: 'q-stop', also: '안 꺼지는 프로세스 죽이기' },
  { location: 'commands/', title: '명령어 표', text: '' },
  { location: 'commands/#cmd-rename', title: 'docker rename web web-old', text: '이름을 바꿉니다', kind: 'command', also: '컨테이너 이름 바꾸기' },
  { location: 'errors/', title: '오류', text: '' },
  { location: 'errors/#e-port', title: 'Bind for 0.0.0.0:8080 failed: port is already allocated', text: '포트를 쓰는 것이 있습니다.\n\tdocker ps\n다른 포트를 쓰세요.', kind: 'error' },
  { location: 'errors/#e-name', title: 'The container name "/web" is already in use by container', text: '이름이 있습니다.\n\tdocker ps -a\n지우세요.', kind: 'error' },
];
const full = createEngine({ docs: kinds, config });
const best = (query, options) => answer(full, query, options).items[0]?.find(({ score }) => score > 0);

test('a question brings its answer, a command its line, a follow-up its question', () => {
  assert.equal(best('컨테이너 끄는 법').answer, '시그널을 보냅니다.');
  assert.equal(best('컨테이너 이름 바꾸기').copy, 'docker rename web web-old');
  const followup = best('안 꺼지는 프로세스 죽이기');
  assert.equal(followup.location, 'cli/#q-stop--kill');
  assert.equal(followup.under, '컨테이너는 어떻게 멈추나요?');
});

test('filters let their kinds through and count them truly', () => {
  const { items, total, counts } = answer(full, '컨테이너', { kind: 'error' });
  assert.ok(items.flat().filter(({ score }) => score > 0).every(({ kind }) => kind === 'error'));
  assert.equal(total, counts.error);
  assert.equal(answer(full, '컨테이너').total, counts.all);
});

test('a pasted error is cut to what matters and brings cause and remedy', () => {
  const pasted = 'docker: Error response from daemon: failed to set up container networking: driver failed programming external '
    + 'connectivity on endpoint web (3f5c0e8a9b1d77): Bind for 0.0.0.0:9999 failed: port is already allocated';
  const row = best(pasted);
  assert.equal(row.location, 'errors/#e-port');
  assert.deepEqual(row.card.look, ['docker ps']);
  assert.match(row.card.remedy, /다른 포트/);
  assert.equal(best(`${'INFO step done\n'.repeat(90)}${pasted}`)?.location, 'errors/#e-port', 'of a long log the end is read');
  const words = read(pasted).tokens.map(({ lower }) => lower);
  for (const passing of ['3f5c0e8a9b1d77', '9999', '0.0.0.0']) assert.ok(!words.includes(passing), passing);
  assert.equal(isPasted('exec와 attach의 차이는 무엇인가요?'), false);
  assert.equal(isPasted('docker run -it --rm alpine sh'), false);
  assert.equal(isPasted('permission denied error now'), false, 'four words without a colon may be typed');
  assert.equal(isPasted('error: permission denied'), true);
  assert.equal(isPasted('listener: the socket is bound elsewhere'), true, 'a colon and five words');
  assert.equal(isPasted('Exited (137) three hours ago'), true);
  assert.ok(read('process exited with code: 137 and then some more').tokens.some(({ lower }) => lower === '137'), 'an exit code is kept');
});

test('what the system says at the end of many messages weighs less than which one it is', () => {
  const weights = text => {
    const asked = read(text);
    return Object.fromEntries(asked.tokens.map(({ lower }, place) => [lower, asked.weights[place]]));
  };
  const stopped = weights('ERROR: for client cannot stop container: b9dce2fff6cf1bc0138e: permission denied');
  assert.ok(stopped.stop > stopped.denied, JSON.stringify(stopped));
  const bound = weights('failed to bind: listen tcp: port is already allocated');
  assert.ok(bound.allocated >= bound.bind, JSON.stringify(bound));
});

test('a word that stands nowhere does not lessen what a heading says of the rest', () => {
  const [plain, strange] = ['마운트의 종류', 'qwzx 마운트의 종류'].map(query => engine.search(query).ranked[0]);
  assert.equal(strange.section, plain.section);
  assert.equal(strange.line, plain.line);
});

test('words that the site does not have are named, forms of verbs and what is being typed are not', () => {
  const named = query => answer(full, query).unknown;
  assert.deepEqual(named('제주도 항공권'), ['제주도', '항공권']);
  assert.deepEqual(named('볼륨 항공권은'), ['항공권']);
  assert.deepEqual(named('flexbox 데이터'), ['flexbox']);
  for (const query of ['볼륨', '볼류', '볼룸', 'ㅂㄹ', 'qhffba', '볼륨 지워졌어요', '컨테이너 깔았는데']) assert.deepEqual(named(query), [], query);
});

test('before the texts are there nothing is told as missing', () => {
  const early = answer(full, '볼륨 항공권', { partial: true });
  assert.deepEqual([early.partial, early.unknown], [true, []]);
  assert.ok(early.items.flat().every(({ terms }) => Object.values(terms).every(Boolean)));
});

test('a known word is not taken for another that is one letter away', () => {
  assert.ok(isSlip('볼룸', '볼륨', false));
  assert.ok(isSlip('도거', '도커', true));
  assert.ok(isSlip('빋드', '빌드', false));
  assert.ok(!isSlip('제주', '자주', false));
  assert.ok(!isSlip('가격', '규격', false));
});

test('what asks about a subject finds nothing without it', () => {
  const reason = createEngine({ docs: [...docs, { location: 'user/', title: '사용자와 사용량', text: '사용자' }, { location: 'why/', title: '도커를 쓰는 이유', text: '도커' }] });
  assert.equal(reason.docs[reason.search('도커를 왜 사용하나요?').ranked[0].section].location, 'why/');
});

test('words that stand beside each other count more than the same words apart', () => {
  const engine = createEngine({ docs: [
    { location: 'a/', title: '하나', text: '내 글입니다. 오늘은 날이 참 좋습니다. 컴퓨터가 여럿입니다. 그래도 되는데 하며 넘깁니다.' },
    { location: 'b/', title: '둘', text: '내 컴퓨터에서는 되는데 서버에서는 안 됩니다. 오늘은 날이 참 좋습니다. 여럿이 하며 넘깁니다.' },
  ] });
  assert.equal(engine.docs[engine.search('내 컴퓨터에서는 되는데').ranked[0].section].location, 'b/');
});

test('a teaser ends at a word', () => {
  const text = `볼륨 ${'데이터베이스를 '.repeat(40)}`;
  const { items } = answer(createEngine({ docs: [{ location: 'a/', title: '볼륨', text }] }), '볼륨');
  assert.match(items[0][0].text, /데이터베이스를…/);
});

test('a teaser shows the block that says most of what was asked, a command as code, a late word with what stands before it', () => {
  const show = (text, query) => answer(createEngine({ docs: [{ location: 'a/', title: '제목', text }] }), query).items[0][0].text;
  assert.equal(show('볼륨만 있는 글\n컨테이너와 볼륨이 있는 글\n다른 글', '컨테이너 볼륨'),
    '<p><mark>볼륨</mark>만 있는 글</p><p><mark>컨테이너</mark>와 <mark>볼륨</mark>이 있는 글</p>');
  assert.match(show('글입니다.\n\t$ docker volume create data', 'volume create'), /^<p><code>\$ docker <mark>volume<\/mark> <mark>create<\/mark> data<\/code><\/p>$/);
  assert.match(show(`${'이것은 다른 이야기입니다. '.repeat(12)}마지막에 볼륨이 나옵니다.`, '볼륨'), /^<p>….*마지막에 <mark>볼륨<\/mark>이 나옵니다\.<\/p>$/);
});

test('what a command is given is no word of it', () => {
  const rows = createEngine({ docs: [...docs, { location: 'commands/#cmd-run', kind: 'command', title: 'docker run -v data:/var/lib/web alpine', text: '이름 있는 볼륨으로 실행합니다' }] });
  assert.ok(rows.search('alpine').ranked.length);
  assert.ok(!rows.inHeading.has('web'), 'of an address');
});

test('a path lights up whole on the page, and of a word that stands there at most one other wording', () => {
  const { items } = answer(createEngine({ docs: [{ location: 'a/', title: '삭제', text: '삭제하고 지웁니다. /var/lib/docker를 봅니다.' }], config }), '삭제 /var/lib/docker');
  assert.deepEqual(Object.keys(items.flat()[0].terms), ['삭제', '지우', 'var/lib/docker']);
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
  assert.deepEqual(suggest(engine, '볼륨'), [], 'a whole word needs no end');
  assert.deepEqual(suggest(engine, ''), []);
});

test('an index without glossary, and an empty one, still answer', () => {
  assert.equal(createEngine({ docs }).search('볼륨').ranked.length > 0, true);
  const empty = answer(createEngine({}), '볼륨', { suggest: true });
  assert.deepEqual([empty.items, empty.suggest, empty.total], [[], [], 0]);
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

test('that it works on one machine and not on another is asked in words that say nothing alone', () => {
  const machines = createEngine({ docs: [...docs, { location: 'server/', title: '내 서버와 노트북', text: '노트북에서 서버로' },
    { location: 'why/', title: '환경을 맞추는 방법', text: '버전과 설정' }] });
  const asked = query => machines.docs[machines.search(query).ranked[0].section].location;
  assert.equal(asked('집에선 되는데 회사에선 안됨'), 'why/');
  assert.equal(asked('노트북에서 서버로'), 'server/');
  assert.ok(!read('로컬에서는 접속되는데 밖에서 접속이 안 돼요').tokens.some(({ raw }) => raw === '환경'), 'one machine, two ways in');
});

test('a verb that a title happens to hold in the same form stands for its kind all the same', () => {
  const titled = createEngine({ docs: [...docs, { location: 'x/', title: '지워지지 않는 것', text: '남는 것' }], config });
  assert.ok(titled.search('왜 지워지지').ranked.some(({ section }) => titled.docs[section].title === '들여다보는 명령' || titled.docs[section].location === 'volumes/#q-remove'));
});

test('«대체» before a question word looks for no alternative', () => {
  const words = text => read(text).tokens.map(({ lower }) => lower);
  assert.deepEqual(words('도커가 대체 뭐 하는 건가요'), words('도커가 뭐 하는 건가요'));
  assert.ok(words('도커 대체 프로그램 뭐 있나요').includes('대체'));
});

test('a question about two spellings of one name is about what lies between them', () => {
  const words = text => read(text).tokens.map(({ lower }) => lower);
  for (const text of ['docker-compose 랑 docker compose 뭐가 맞음', 'docker compose vs docker-compose']) assert.ok(words(text).includes('하이픈'), text);
  for (const text of ['docker-compose up', 'docker compose 로그']) assert.ok(!words(text).includes('하이픈'), text);
});

test('a follow-up counts less where its question was not asked', () => {
  const twins = [
    { location: 'a/#q', title: '윈도우에서 쓸 수 있나요?', text: '네', kind: 'question' },
    { location: 'a/#f', title: '설정을 바꾸려면 파일을 고치나요?', text: '아니요', kind: 'followup', in: 'q' },
    { location: 'b/#q', title: '설정은 어디에 적나요?', text: '파일', kind: 'question' },
    { location: 'b/#f', title: '설정을 바꾸려면 파일을 고치나요?', text: '아니요', kind: 'followup', in: 'q' },
  ];
  const scores = new Map(createEngine({ docs: twins }).search('설정 파일 고치려면').ranked.map(({ section, score }) => [twins[section].location, score]));
  assert.ok(scores.get('b/#f') > 1.2 * scores.get('a/#f'));
});
