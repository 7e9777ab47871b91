// Bundles the worker and the dialog into docs/assets/javascripts/, or into the directory given.
// The theme starts a classic worker, so both are one plain script.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const outdir = process.argv[2] ?? `${here}../../docs/assets/javascripts`;

// es-hangul comes as one file in which the tables of one function keep those of the others in the
// bundle. Its modules are marked with comments, so what we never call is left out before bundling.
const NEEDED = /^(?:_internal|core\/(?!josa|getChoseong|getJungseong|getJongseong)|keyboard)/;
const trimHangul = {
  name: 'trim-es-hangul',
  setup({ onLoad }) {
    onLoad({ filter: /es-hangul\/dist\/index\.mjs$/ }, async ({ path }) => {
      const [head, ...modules] = (await readFile(path, 'utf8')).split(/^\/\/ src\//m);
      const body = [head, ...modules.filter(module => NEEDED.test(module))].join('\n//')
        .replace(/^export \{[^}]*\};?/m, '')
        .replace(/,\s*`Invalid[^`]*`/g, '').replace(/(?<=new Error\()[^()]*(?=\))/g, '') // what it says when it throws, nobody reads: it is caught
        .replace(/^var HANGUL_DIGITS_MAX = .*$/m, ''); // a look at a property keeps its table
      return { contents: `${body}\nexport { convertHangulToQwerty, convertQwertyToHangul, disassemble };`, loader: 'js' };
    });
  },
};

// Properties of our own objects, which no message and no browser sees, may have short names.
const OWN_PROPERTIES = new RegExp(`^(?:${`
  addSynonyms addresses after alias alike bodyOnly boosts byInitials choseong code compared compound consonants count
  distance distinct doc ending form guess hangul headOf headings homes inHeading initials jamo jongseong jungseong kept layout letters
  lexicon links lower marks members name nearest norms phrase phrases place places partial postings meaning worth query keep prefix
  pages prefixBesideExact prefixes ranked rarity raw readings resolve saying section sectionsFolded sectionsOpen share
  shortNouns sibling sound soundConsonants soundingLike spans startingWith stem stop strong
  synonym teaser teasers term thesaurus token translation typo typo2 units value variants vocabulary
  vowels warm
`.trim().split(/\s+/).join('|')})$`);

const shared = {
  absWorkingDir: here,
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

await build({
  ...shared, entryPoints: { 'search-ko': 'worker/worker.js' }, plugins: [trimHangul], mangleProps: OWN_PROPERTIES,
});
await build({ ...shared, entryPoints: { 'search-dialog': 'dialog/dialog.js' } });
