// Index → engine: everything that a query needs, built once.
import { buildPostings } from './postings.js';
import { createLexicon } from './lexicon.js';
import { createResolver } from './resolve.js';
import { createStemmer } from './stem.js';
import { createThesaurus } from './thesaurus.js';
import { JOINT, normalizeQuery, tokenize } from './tokens.js';
import { rank, unitsOf } from './rank.js';
import { EARLY, LIMIT } from './weights.js';

const pageOf = location => location.split('#', 1)[0];

/**
 * `docs`: [{ location, title, text, also?, boost? }] in reading order, plain text, one block a line;
 * `also`: how readers ask for the same.
 * `config`: { glossary, words } as createThesaurus takes them.
 */
export function createEngine({ docs = [], config = {} }) {
  const thesaurus = createThesaurus(config ?? {});
  const stem = createStemmer(thesaurus.shortNouns);
  const pages = new Map(); // address of a page → its own document, or the first on it
  for (const doc of docs) {
    const page = pageOf(doc.location);
    if (!pages.has(page) || doc.location === page) pages.set(page, doc);
  }
  const headOf = doc => pages.get(pageOf(doc.location));
  const built = buildPostings(
    docs.map(doc => ({ title: doc.title, page: headOf(doc) === doc ? '' : headOf(doc).title, text: doc.text, also: doc.also })),
    { stem, members: thesaurus.members });
  const typed = [...built.postings.keys()].filter(term => !term.includes(JOINT)); // nobody types a pair's sign
  const lexicon = createLexicon([...new Set([...typed, ...built.vocabulary, ...thesaurus.partial.keys()])]);
  const inHeading = new Set();
  for (const [term, list] of built.postings) {
    for (const row of list.values()) if (row[0]) { inHeading.add(term); break; }
  }
  const base = { ...built, stem, lexicon, thesaurus, inHeading, docs };
  const index = {
    ...base, ...createResolver(base), headOf, size: docs.length,
    addresses: docs.map(doc => pageOf(doc.location)),
    boosts: docs.map((doc, place) => (doc.boost ?? 1) * (1 + EARLY * (1 - place / docs.length))),
  };

  /** { units, ranked }: what was asked, and the sections that answer, best first. */
  function search(query) {
    const tokens = tokenize(normalizeQuery(query, LIMIT.query));
    if (!tokens.length) return { units: [], ranked: [] };
    const units = unitsOf(index, tokens);
    return { units, ranked: rank(index, units) };
  }

  return { ...index, readings: new Map(), search };
}
