// Index → engine: everything that a query needs, built once.
import { buildPostings } from './postings.js';
import { createLexicon } from './lexicon.js';
import { createResolver } from './resolve.js';
import { createStemmer } from './stem.js';
import { createThesaurus } from './thesaurus.js';
import { JOINT, termsOf, tokenize } from './tokens.js';
import { createLines } from './lines.js';
import { rank } from './rank.js';
import { unitsOf } from './units.js';
import { read } from './query.js';
import { EARLY, KIND } from './weights.js';

// Paths, addresses and values in a command are examples, not what it is about.
const ARGUMENT = /\S*[/:=@]\S*/g;

/**
 * An entry with what came after it: the rest of its text, or that and how readers ask.
 * @param {import('./types.js').Given} doc
 * @param {import('./types.js').Later} later
 * @returns {import('./types.js').Doc}
 */
const joined = (doc, later = '') => {
  const [text, also = doc.also] = [later].flat();
  return { ...doc, ...also && { also }, text: [doc.text, text].filter(Boolean).join('\n') };
};

/** @param {string} location */
const pageOf = location => location.split('#', 1)[0] ?? '';

/**
 * `docs`: [{ location, title, text, also?, boost? }] in reading order, plain text, one block a line;
 * `also`: how readers ask for the same.
 * `texts`: the rest of each entry, where it comes apart: text, or [text, also]. `config`: { glossary, words } as createThesaurus takes them.
 * @param {{ docs?: import('./types.js').Given[], texts?: import('./types.js').Later[], config?: import('./types.js').Config }} index
 * @returns {import('./types.js').Engine}
 */
export function createEngine({ docs: given = [], texts = [], config = {} }) {
  const docs = given.map((doc, place) => joined(doc, texts[place]));
  const thesaurus = createThesaurus(config ?? {});
  const stem = createStemmer(thesaurus.shortNouns);
  /** @type {Map<string, import('./types.js').Doc>} address of a page → its own document, or the first on it */
  const pages = new Map();
  for (const doc of docs) {
    const page = pageOf(doc.location);
    if (!pages.has(page) || doc.location === page) pages.set(page, doc);
  }
  /** @param {number} section */
  const docOf = section => /** @type {import('./types.js').Doc} */ (docs[section]);
  /** @param {import('./types.js').Doc} doc */
  const headOf = doc => pages.get(pageOf(doc.location)) ?? doc;
  const places = new Map(docs.map(doc => [doc.location, doc]));
  /** @param {import('./types.js').Doc} doc */
  const underOf = doc => doc.in ? places.get(`${pageOf(doc.location)}#${doc.in}`) : undefined;
  const built = buildPostings(docs.map(doc => ({
    title: doc.kind === 'command' ? doc.title.replace(ARGUMENT, ' ') : doc.title,
    page: [headOf(doc) === doc ? '' : headOf(doc).title, underOf(doc)?.title ?? ''].join(' '),
    text: doc.kind === 'command' ? `${doc.text}\n${doc.title}` : doc.text,
    also: doc.also,
  })), { stem, members: thesaurus.members });
  const typed = [...built.postings.keys()].filter(term => !term.includes(JOINT)); // nobody types a pair's sign
  const lexicon = createLexicon([...new Set([...typed, ...built.vocabulary, ...thesaurus.partial.keys()])]);
  /** @type {Set<string>} */
  const inHeading = new Set();
  for (const [term, list] of built.postings) {
    for (const row of list.values()) if (row[0]) { inHeading.add(term); break; }
  }
  /** @param {string} term */
  const rarityOf = term => {
    const found = built.postings.get(term)?.size ?? 0;
    return Math.log(1 + (docs.length - found + 0.5) / (found + 0.5));
  };
  const base = { ...built, stem, lexicon, thesaurus, inHeading, docs };
  /** @type {import('./types.js').Index} */
  const index = {
    ...base, ...createResolver(base), docOf, headOf, underOf, size: docs.length, readings: new Map(),
    ...createLines(docs, text => tokenize(text).map(({ lower }) => termsOf(lower, stem)), rarityOf),
    addresses: docs.map(doc => pageOf(doc.location)),
    boosts: docs.map((doc, place) => (doc.boost ?? 1) * (KIND[doc.kind ?? ''] ?? 1) * (1 + EARLY * (1 - place / docs.length))),
  };

  /**
   * What was asked, and the sections that answer, best first.
   * @param {string} query
   * @returns {import('./types.js').Found}
   */
  function search(query) {
    const asked = read(query);
    if (!asked.tokens.length) return { units: [], ranked: [], pasted: false };
    const units = unitsOf(index, asked);
    return { units, ranked: rank(index, units, asked), pasted: asked.pasted };
  }

  /**
   * Texts that came meanwhile: rows show them at once, while to search them takes a while yet.
   * @param {import('./types.js').Later[]} later
   */
  function show(later) {
    given.forEach((doc, place) => Object.assign(docs[place] ?? {}, { text: joined(doc, later[place]).text }));
  }

  return { ...index, search, show };
}
