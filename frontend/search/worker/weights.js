// Every number of the ranking. Where they come from: a trial of this design over 263 graded queries,
// in which two random searches of 250 steps moved the result by less than one point in a hundred.
// Field weights, `k` and `b` are those of BM25F (Robertson and Zaragoza 2009); b is small because
// sections are short and alike.

/** What a word counts in the heading, in the page's title, in the text and in readers' phrasings. */
export const FIELDS = { title: 4, page: 1.2, text: 0.7, also: 2.5 };
export const BM25F = { k: 3, b: 0.2 };

/** What a term counts that is not the typed word itself. */
export const VARIANT = {
  prefix: 0.7, // the beginning of a longer word
  prefixBesideExact: 0.25, // … when the typed word itself is known
  bodyOnly: 0.8, // … when the longer word stands in no heading
  compound: 0.8, // the parts of a compound, all in one section
  layout: 0.9, // typed in the other keyboard layout
  initials: 0.9,
  ending: 0.9, // without a verb's ending
  typo: 0.84, // one edit
  sound: 0.8, // 커밋 for commit
  typo2: 0.7, // two edits
  translation: 1, // of a term: the English word is rare here and would win by its rarity
  synonym: 0.88, // an everyday word for another
  alias: 0.7, // what readers type when they mean the term
  saying: 0.95, // … in several words: hardly by chance
  sibling: 0.5, // another alias of the same term
};

/** From this weight on a variant is believed: it decides document frequency, headings and marks. */
export const STRONG = 0.5;

export const CODE = 0.4; // a word in a block of code
export const PART = 0.6; // a part of a compound in the index
export const PAIR = 0.6; // two neighbouring words of a heading, written as one
/** From this weight on it is the word itself, misspelt or in the other layout. */
export const SURE = 0.7;

export const PHRASE = 1.4; // words that stand together in the glossary
export const FILLER = 0.7; // in a sentence, a word that no heading and no list of words knows
export const EXAMPLE = 0.5; // names and values in a typed command, «2» of «2기가»
export const SENTENCE = 2; // words that make a sentence
export const STOP_WORD = 0.05;
export const ASPECT = 0.5; // «차이», «종류»: beside a subject
export const HEADING_COVERED = 0.6; // at most this much more for a heading that says just what was asked
export const TITLED = 0.3; // … for titles, the page's among them, that say all that was asked
export const HOME_PAGE = 0.15; // … for a section of the page that explains the term, says the glossary
export const HOME_DEFINED = 0.4; // … where nothing but the term was typed
export const HOME_SECTION = 1.2; // … for the section that explains the command, says the table of commands

export const EARLY = 0.2; // at most this much more for what comes first in the reading order: it explains the rest
export const ALL_ASKED = 0.5; // the power of the share of the query (by rarity) that a section has

/** Limits that keep a keystroke short and a misspelling honest. */
export const LIMIT = {
  query: 800, // characters: a message of the engine says what failed at its end
  words: 80,
  lines: 250, // sections whose headings and phrasings are compared with what was asked
  near: 30, // … and in whose text the words are looked for beside each other
  prefixes: 300, // terms that one beginning may stand for
  initials: 12,
  guess: 8, // jamo from which a misspelling may stand for any word
  alike: 4, // jamo with which a word of at most nine and its misspelling begin
  soundConsonants: 3,
};

/** A line is a heading or a phrasing; the shares are by the worth of its words and of the asked ones. */
export const LINE = 1.2; // at most this much more for a line that says what was asked and nothing else
export const COMMON = 0.6; // what a word of a line is worth that stands everywhere: «이미지에서 컨테이너까지» is not «이미지»
export const NEAR = 0.35; // at most this much more where the words stand beside each other
export const DEFINES = 0.35; // … for a question that asks what a thing is, where nothing but its name was typed
export const LOOKUP = 0.7; // what a row inside a question or a table counts where one word was looked up
/**
 * What a kind of entry counts: a follow-up is short and says little, so that one word weighs too much in it.
 * @type {Record<string, number>}
 */
export const KIND = { followup: 0.85, wrong: 0.75 };
export const ASIDE = 0.7; // … a follow-up of a question that was not asked
/** @type {Record<string, number>} */
export const FAILING = { error: 1.5, command: 0.7 }; // … where somebody tells that something fails
/** @type {Record<string, number>} */
export const CALM = { error: 0.8 }; // … where a question tells of no failure
export const WEAK = 0.12; // of the best score: what is below is not shown

/** Of a pasted error: what the chain of programs before the last two parts weighs, and how a row of the dictionary counts. */
export const TAIL = { middle: 0.6, far: 0.3 };
export const PASTED = { error: 1.9, card: 0.4, sure: 1.5 };
export const MESSAGE = 3; // Latin words that may be a message, typed in full

/** When words are named as unknown: their share of the query; how much of a longer word must have been typed. */
export const NAMED = { share: 0.4, beginning: 0.6 };

export const MARKED = 0.9; // of the best term that a section has for a word, to be marked

/** What the reader sees. */
export const SHOWN = {
  rows: 40,
  ofPage: 3, // rows of a page among those that are open; the rest is folded below the last of them
  ofQuestion: 2, // … of a question with its follow-ups
  folded: 6,
  answers: 3, // among these the best question shows its answer
  teaser: 150, // characters
  teasers: 30,
  marks: 2, // words that light up on the page for each typed one
};
