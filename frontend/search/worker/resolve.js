// One typed word → the terms it may stand for. A stage is asked only when the one before it knew nothing.
import { hasHangul, isInitials, isSyllables, swapLayout, toJamo } from './hangul.js';
import { englishStems, looseStems, shortVerb } from './stem.js';
import { partRun } from './compound.js';
import { isStopWord } from './stopwords.js';
import { partsOf } from './tokens.js';
import { isSlip } from './slips.js';
import { LIMIT, STRONG, VARIANT } from './weights.js';

/**
 * Keeps the greater weight.
 * @template K
 * @param {Map<K, number>} variants
 * @param {K} term
 * @param {number} weight
 */
export function raise(variants, term, weight) {
  if ((variants.get(term) ?? -1) < weight) variants.set(term, weight);
}

/**
 * `index`: { stem, lexicon, split, vocabulary, postings, inHeading, thesaurus, docs }.
 * The resolver gives Map(term → weight); a term of several words («빌드 캐시») means all of them.
 * @param {import('./types.js').Base} index
 */
export function createResolver(index) {
  const { stem, lexicon, split, vocabulary, postings, inHeading, thesaurus, docs } = index;
  /** @param {string} word */
  const formsOf = word => [...new Set([word, hasHangul(word) ? stem(word) : word.replace(/^-+/, '')])].filter(Boolean);

  // «컨테» is the beginning of 컨테이너, not yet of the compound 컨테이너기술.
  /** @type {(term: string, jamo: string) => boolean} */
  const endsInFirstPart = (term, jamo) => !vocabulary.has(term) && toJamo(split(term)?.[0] ?? '').startsWith(jamo);

  /**
   * @param {string} form
   * @param {boolean} exact whether the form itself is known
   * @param {import('./types.js').Variants} variants
   * @param {number} scale
   */
  function addBeginnings(form, exact, variants, scale) {
    const jamo = toJamo(form);
    if (jamo.length < 2 || (exact && !hasHangul(form) && form.length < 3)) return false;
    const found = lexicon.startingWith(jamo)
      .filter(({ term }) => term !== form && !isStopWord(term) && !endsInFirstPart(term, jamo))
      .map(({ term, jamo: whole }) => ({
        term, value: Math.sqrt(jamo.length / whole.length) * (inHeading.has(term) ? 1 : VARIANT.bodyOnly),
      }));
    const best = Math.max(...found.map(({ value }) => value));
    // «볼» stands in sentences («볼 때»), but who types it alone is on the way to 볼륨.
    const onTheWay = exact && !inHeading.has(form) && found.some(({ term }) => inHeading.has(term));
    const weight = exact && !onTheWay ? VARIANT.prefixBesideExact : VARIANT.prefix;
    for (const { term, value } of found) raise(variants, term, scale * weight * value / best);
    return found.length > 0;
  }

  /**
   * Whether the site speaks of a word, and does not only use it.
   * @param {string} term
   */
  const subject = term => inHeading.has(term) || thesaurus.members.has(term);

  // A part that the site writes otherwise counts as what stands for it.
  /** @param {string} part */
  const written = part => postings.has(part) ? part
    : [...thesaurus.links.get(part)?.keys() ?? []].find(other => postings.has(other));

  /**
   * @param {string} form
   * @param {import('./types.js').Variants} variants
   * @param {number} scale
   */
  function addParts(form, variants, scale) {
    const marked = /[._\-/]/.test(form); // «docker-compose.yml» says itself where it is cut
    const parts = marked ? partsOf(form) : split(form);
    const known = parts?.map(written);
    if (!known?.length || !known.every(part => part !== undefined)) {
      const name = form.split('/').at(-1); // of a path on another machine the file's name may be known
      if (!name || name === form || !postings.has(name)) return false;
      raise(variants, name, scale * VARIANT.compound);
      return true;
    }
    // «자바스크립트» is no script of ours because both its halves stand somewhere.
    const apart = known.join(' ');
    if (!marked && !thesaurus.links.has(apart) && !known.every(subject)
      && !docs.some(({ text }) => text.includes(apart))) return false;
    raise(variants, apart, scale * VARIANT.compound);
    return true;
  }

  /**
   * The word itself, words that begin so, and the parts of a compound: how it was found, or ''.
   * @param {string} word
   * @param {import('./types.js').Variants} variants
   * @returns {import('./types.js').How}
   */
  function addDirect(word, variants, scale = 1, typing = true, beginnings = true) {
    const forms = formsOf(word);
    const exact = forms.filter(form => lexicon.has(form));
    for (const form of exact) raise(variants, form, scale);
    let found = false;
    for (const form of beginnings ? forms : []) {
      if (exact.length && form.length < 2 && !typing) continue; // «일» in «데몬이 하는 일», yet «볼» alone
      found = addBeginnings(form, exact.length > 0, variants, scale) || found;
    }
    const apart = !exact.some(form => vocabulary.has(form)) && forms.some(form => addParts(form, variants, scale));
    return exact.length || apart ? 'known' : found ? 'beginning' : '';
  }

  /**
   * The words of a compound that the site does not write as one, or null: «컨테이너로그확인», «컨테이너간통신».
   * @param {string} word
   */
  function partsOfCompound(word) {
    if (!isSyllables(word) || word.length < 3 || isStopWord(word)) return null;
    if (formsOf(word).some(form => lexicon.has(form) || thesaurus.links.has(form))) return null;
    const [no, verb] = [word.charAt(0), word.slice(1)]; // «안좋은», «못찾겠어요», but not «안드로이드»
    if ((no === '안' || no === '못') && [...formsOf(verb), ...looseStems(verb)].some(form => thesaurus.links.has(form) || form.length > 1 && lexicon.has(form))) return [no, verb];
    const parts = split(stem(word)) ?? split(word);
    /** @param {string} part */
    const speaks = part => postings.has(part) && subject(part) && !isStopWord(part);
    return parts?.every(speaks) ? parts : partRun(word, speaks);
  }

  /**
   * @param {string} word
   * @param {import('./types.js').Variants} variants
   */
  function addInitials(word, variants) {
    /** @param {{ term: string, initials: string }} entry */
    const value = ({ term, initials }) => (initials === word ? 1 : 0.5)
      * (thesaurus.links.has(term) ? 1.2 : inHeading.has(term) ? 1 : 0.5);
    const found = lexicon.byInitials(word)
      .map(entry => ({ term: entry.term, value: value(entry) }))
      .sort((one, other) => other.value - one.value)
      .slice(0, LIMIT.initials);
    const most = found[0]?.value ?? 1;
    for (const { term, value: own } of found) {
      if (own >= 0.7 * most) raise(variants, term, VARIANT.initials * own / most);
    }
    return found.length > 0;
  }

  /** @type {(raw: string, variants: import('./types.js').Variants) => import('./types.js').How} */
  const addSwapped = (raw, variants) => {
    const swapped = swapLayout(raw);
    return swapped !== null && addDirect(swapped, variants, VARIANT.layout) ? 'known' : '';
  };

  /**
   * @param {string} word
   * @param {import('./types.js').Variants} variants
   * @returns {import('./types.js').How}
   */
  function addStems(word, variants) {
    for (const bare of [...looseStems(word), ...looseStems(stem(word)), ...englishStems(word)]) {
      const how = addDirect(bare, variants, VARIANT.ending);
      if (how) return how;
    }
    return '';
  }

  // A short unknown word is near to many: only what the site speaks of is worth guessing.
  /** @type {(term: string, length: number) => boolean} */
  const worthGuessing = (term, length) => length >= LIMIT.guess || subject(term);

  /** @param {string} term */
  const isName = term => thesaurus.homes.has(term);

  /**
   * One edit, else the sound, else two edits.
   * @param {string} word
   * @param {import('./types.js').Variants} variants
   */
  function addMisspelt(word, variants) {
    const length = toJamo(word).length;
    const maximum = length < 4 ? 0 : length < 7 ? 1 : 2;
    const near = maximum ? lexicon.nearest(word, maximum) : { terms: [], distance: 0 };
    near.terms = near.terms.filter(term => worthGuessing(term, length)
      && (length >= LIMIT.guess || near.distance > 1 || isSlip(word, term, isName(term))));
    if (near.terms.length && near.distance < 2) {
      for (const term of near.terms) raise(variants, term, VARIANT.typo);
      return;
    }
    const alike = lexicon.soundingLike(word).filter(subject); // «스위프트» is not «support»
    for (const term of alike) raise(variants, term, VARIANT.sound);
    if (alike.length) return;
    for (const term of near.terms) raise(variants, term, VARIANT.typo2);
  }

  /**
   * Whoever stands for a term that is believed.
   * @param {import('./types.js').Variants} variants
   */
  function addSynonyms(variants) {
    for (const [term, weight] of [...variants]) {
      if (weight < STRONG) continue;
      // A word that no text holds may still be half of a term («이더넷» of «가상 이더넷»).
      const others = thesaurus.links.get(term) ?? (postings.has(term) ? [] : thesaurus.partial.get(term) ?? []);
      for (const [other, share] of others) raise(variants, other, weight * share);
    }
    return variants;
  }

  /**
   * `word`: { raw, lower } of the tokenizer; `typing`: whether it may be half-typed; `aspect`: it opens no longer words;
   * `printed`: it was pasted as a program prints it.
   * Gives { variants, how }: `how` the word was found, «known» or by its «beginning», or '' where it was guessed.
   * @param {{ raw: string, lower: string }} word
   */
  function resolve({ raw, lower }, { typing = true, aspect = false, printed = false } = {}) {
    /** @type {import('./types.js').Variants} */
    const variants = new Map();
    /** @type {import('./types.js').How} */
    let how = isInitials(lower)
      ? addInitials(lower, variants) ? 'known' : addSwapped(raw, variants)
      : addDirect(lower, variants, 1, typing, !aspect) || addSwapped(raw, variants) || addStems(lower, variants);
    // «꺼짐» stands in a sentence or two, but who types it means the verb.
    if (how === 'known' && isSyllables(lower) && ![...variants.keys()].some(subject)) addStems(lower, variants);
    // «열려면», «끄고»: a verb of one syllable, if the everyday words know it.
    const short = shortVerb(lower);
    if (short && thesaurus.links.has(short)) raise(variants, short, VARIANT.ending);
    // «꺼지지» stands in a title, but whoever asks «왜 꺼지지» means the verb, and all that stands for it.
    const verb = isSyllables(lower) && !formsOf(lower).some(form => thesaurus.links.has(form)) ? looseStems(lower).find(form => thesaurus.links.has(form)) : undefined;
    if (verb !== undefined) raise(variants, verb, VARIANT.ending);
    // «processes» stands in a message or two, but who asks with it means the term, and what it is in Korean.
    const base = printed || thesaurus.links.has(lower) ? undefined : englishStems(lower).find(stem => thesaurus.links.has(stem));
    if (base !== undefined) {
      raise(variants, base, VARIANT.ending);
      how = 'known';
    }
    if (!how && !isInitials(lower)) {
      addMisspelt(hasHangul(lower) ? stem(lower) : lower, variants);
      // A slip within a word is a word that is known; what was only guessed is not.
      if (Math.max(0, ...variants.values()) >= VARIANT.sound) how = 'known';
    }
    return { variants: addSynonyms(variants), how };
  }

  /**
   * Whether one of the terms that a word surely stands for is a subject of the site.
   * @param {import('./types.js').Variants} variants
   */
  const speaksOf = variants => [...variants].some(([term, weight]) => weight >= STRONG && term.split(' ').every(subject));

  return { resolve, addSynonyms, partsOf: partsOfCompound, speaksOf };
}
