// The glossary and the everyday words, as the index brings them, → who stands for whom.
import { isSyllables } from './hangul.js';
import { JOINT } from './tokens.js';
import { VARIANT } from './weights.js';

/** @typedef {Map<string, Map<string, number>>} Links word → who stands for it → how much */

/**
 * @param {Links} links
 * @param {string} from
 * @param {string} to
 * @param {number} weight
 */
const link = (links, from, to, weight) => {
  if (from === to) return;
  let targets = links.get(from);
  if (!targets) links.set(from, targets = new Map());
  if ((targets.get(to) ?? -1) < weight) targets.set(to, weight);
};

/**
 * `glossary`: [page, Korean, English, …aliases] of each term; `words`: groups of everyday words;
 * `commands`: [the last two words of a command, …addresses of what explains it].
 * Gives { links and partial: word → Map(word → weight), phrases, homes: word → addresses, members, shortNouns },
 * everything in lower case; a phrase is { phrase, words, name }, `name` for a term's own names.
 * @param {import('./types.js').Config} [config]
 */
export function createThesaurus({ glossary = [], words = [], commands = [] } = {}) {
  /** @type {Links} */
  const links = new Map();
  /** @type {Map<string, string[]>} */
  const homes = new Map();
  /** @type {Set<string>} */
  const members = new Set();
  /** @type {Links} word of a name or alias in several words → who stands for the whole */
  const partial = new Map();
  /** @type {Set<string>} */
  const termNames = new Set();

  for (const [page = '', ...names] of glossary) {
    const [korean = '', english = '', ...aliases] = names.map(name => name.toLowerCase());
    termNames.add(korean).add(english);
    link(links, korean, english, VARIANT.translation);
    link(links, english, korean, VARIANT.translation);
    const every = [korean, english, ...aliases];
    // «docker volume» finds 볼륨; the other way it would only ask for more.
    const says = new Set(every);
    const wider = aliases.filter(alias => !alias.split(/\s+/).some(word => word !== alias && says.has(word)));
    for (const name of [korean, english]) {
      for (const alias of aliases) link(links, alias, name, /\s/.test(alias) ? VARIANT.saying : VARIANT.alias);
      for (const alias of wider) link(links, name, alias, VARIANT.alias);
    }
    for (const alias of aliases) for (const other of wider) link(links, alias, other, VARIANT.sibling);
    for (const name of every) {
      members.add(name);
      if (!homes.has(name)) homes.set(name, [page]);
      if (/\s/.test(name)) for (const word of name.split(/\s+/)) if (word.length > 1) link(partial, word, korean, VARIANT.alias);
    }
  }
  for (const group of words) {
    const names = group.map(name => name.toLowerCase());
    for (const name of names) {
      members.add(name);
      for (const other of names) link(links, name, other, VARIANT.synonym);
    }
  }

  for (const [name = '', ...places] of commands) homes.set(name.replace(' ', JOINT), places);

  // «멀티스테이지» is «멀티 스테이지»: nobody knows where the blanks are.
  for (const name of members) {
    const joined = name.replace(/\s+/g, '');
    if (joined !== name && isSyllables(joined) && !links.has(joined)) links.set(joined, new Map([[name, 1], ...links.get(name) ?? []]));
  }

  const phrases = [...members]
    .filter(name => /\s/.test(name))
    .map(phrase => ({
      phrase, words: phrase.split(/\s+/), name: termNames.has(phrase), compared: /** @type {string[] | undefined} */ (undefined),
    }));
  const shortNouns = new Set([...members].filter(name => name.length === 1 && isSyllables(name)));
  return { links, partial, phrases, homes, members, shortNouns };
}
