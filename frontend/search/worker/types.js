// What the parts of the worker hand to one another.

/**
 * An entry: plain text, one block a line, code behind a tab; `also`: how readers ask for the same, a phrasing a line;
 * `in`: the anchor of what it belongs to.
 * @typedef {{ location: string, title: string, text: string, also?: string, kind?: string, in?: string, boost?: number }} Doc
 */
/** @typedef {Omit<Doc, 'text'> & { text?: string }} Given an entry of the index, whose text may come later */
/** @typedef {string | string[]} Later the rest of an entry: text, or [text, phrasings] */
/** @typedef {{ glossary?: string[][], words?: string[][], commands?: string[][] }} Config */
/** @typedef {{ raw: string, lower: string, at: number }} Token `at`: UTF-16 units from the start of the text */

/** @typedef {(word: string) => string} Stem */
/** @typedef {(word: string) => string[] | null} Split */
/** @typedef {Map<string, number>} Variants term → how surely it is what was typed; a term of several words means all of them */
/** @typedef {[title: number, page: number, text: number, also: number]} Counts how often a term stands in each field */
/** @typedef {Map<string, Map<number, Counts>>} Postings term → section → counts */
/** @typedef {'' | 'known' | 'beginning'} How a word was found; '' where it was guessed */
/** @typedef {{ postings: Postings, norms: Float64Array[], headings: Set<string>[], vocabulary: Set<string>, split: Split }} Built */
/** @typedef {ReturnType<typeof import('./lexicon.js').createLexicon>} Lexicon */
/** @typedef {ReturnType<typeof import('./thesaurus.js').createThesaurus>} Thesaurus */
/** @typedef {Built & { stem: Stem, lexicon: Lexicon, thesaurus: Thesaurus, inHeading: Set<string>, docs: Doc[] }} Base */
/** @typedef {ReturnType<typeof import('./lines.js').createLines>} Lines */
/** @typedef {ReturnType<typeof import('./resolve.js').createResolver>} Resolver */
/** @typedef {{ at: number, lower: string, terms: string[] }} Reading a word of a text */

/**
 * Everything that a query needs: `headOf` an entry's page, `underOf` what it belongs to, `readings` of texts by the text.
 * @typedef {Base & Resolver & Lines & { docOf: (section: number) => Doc, headOf: (doc: Doc) => Doc, underOf: (doc: Doc) => Doc | undefined, size: number,
 *   readings: Map<string, Reading[]>, addresses: string[], boosts: number[] }} Index
 */
/**
 * What is looked up for a typed word (`token`) or for a phrase: `places` of the typed words, `share` of the query,
 * `worth` by section, `strong`: the variants that are believed; `name`: the phrase is a term's own name.
 * @typedef {{ variants: Variants, places: number[], token?: Token, stop: boolean, share: number, name?: boolean, how?: How,
 *   rarity: number, worth: Map<number, number>, strong: { terms: string[], weight: number }[] }} Unit
 */
/** @typedef {Unit & { token: Token }} Word */
/** @typedef {{ section: number, score: number, line: number }} Result `line`: how well its best line says the query */
/** @typedef {{ units: Unit[], ranked: Result[], pasted: boolean }} Found */
/** @typedef {Index & { search: (query: string) => Found, show: (later: Later[]) => void }} Engine */
/** @typedef {[start: number, end: number]} Span */
/** @typedef {Map<string, [place: number, weight: number][]>} AskedTerms term → the typed words that it may stand for */

export {};
