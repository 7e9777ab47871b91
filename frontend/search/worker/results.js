// Ranked sections → what the theme's dialog renders (Material 9: src/…/templates/search/index.tsx).
// It takes the first entry's score of each page for the threshold and folds what is below, and the
// entry whose address has no «#» for the page's heading: so the page stands first, and sections to
// be folded get a negative score.
import { hitsIn, findSpans, markSpans } from './marks.js';
import { suggest } from './suggest.js';
import { teaserOf } from './teaser.js';
import { SHOWN } from './weights.js';

const MARKABLE = /^[가-힣]+$|^[a-z0-9]{2,}$/;

/** [[{ doc, section?, score }]]: by page, its heading first, best page first. */
export function groupByPage(ranked, engine) {
  const pages = new Map();
  for (const result of ranked) {
    const head = engine.headOf(engine.docs[result.section]);
    if (!pages.has(head)) {
      if (pages.size === SHOWN.pages) continue;
      pages.set(head, []);
    }
    pages.get(head).push(result);
  }
  return [...pages].map(([head, results]) => {
    const open = results
      .slice(0, SHOWN.sectionsOpen)
      .filter(({ score }) => score >= SHOWN.keep * results[0].score);
    const own = results.find(({ section }) => engine.docs[section] === head);
    const first = own === results[0];
    const score = open.includes(own) ? Math.min(own.score, open.at(-1).score) : 0; // else only a label
    const sections = results
      .filter(result => result !== own)
      .slice(0, SHOWN.sectionsOpen + SHOWN.sectionsFolded)
      .map(result => ({
        doc: engine.docs[result.section],
        section: result.section,
        score: open.includes(result) ? (first ? score : result.score) : -1,
      }));
    return [{ doc: head, section: own?.section, score }, ...sections];
  });
}

/** Words for the marks on the page (true) and words that are missing (false). */
function termsOfResult({ postings, vocabulary, split }, units, section) {
  const written = word => vocabulary.has(word) ? word : split(word) ?? word; // «빌드캐시» is marked as two words
  const terms = {};
  for (const { token, stop, share, worth, places, variants } of units) {
    if (!token || stop) continue;
    if (worth.has(section)) {
      const found = [...variants].sort((one, other) => other[1] - one[1]).map(([term]) => term.split(' '))
        .filter(words => words.every(word => MARKABLE.test(word) && postings.get(word)?.has(section)));
      const single = found.filter(words => !words[1]).slice(0, SHOWN.marks);
      for (const word of (single.length ? single : found.slice(0, 1)).flat().flatMap(written)) terms[word] = true;
      continue;
    }
    if (share < 1) continue; // «차이» is not missed
    const inPhrase = units.some(unit => !unit.token && unit.places.includes(places[0]) && unit.worth.has(section));
    if (!inPhrase) terms[token.raw] = false;
  }
  return terms;
}

/** The message's data: { items, suggest? }; titles and texts are HTML in which only we wrote tags. */
export function answer(engine, query, options = {}) {
  const { units, ranked } = engine.search(query);
  let teasers = 0;
  const items = groupByPage(ranked, engine).map(group => group.map(({ doc, section, score }) => {
    const matched = section !== undefined;
    const shown = matched && teasers++ < SHOWN.teasers;
    const hits = shown ? hitsIn(engine, units, section) : new Map();
    return {
      location: doc.location,
      title: markSpans(doc.title, findSpans(engine, doc.title, hits)),
      text: shown ? teaserOf(engine, doc.text, hits) : '',
      score,
      terms: shown ? termsOfResult(engine, units, section) : {},
    };
  }));
  return options.suggest ? { items, suggest: suggest(engine, query) } : { items };
}
