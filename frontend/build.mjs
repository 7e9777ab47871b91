// Bundles all that runs in a reader's browser: node build.mjs [root of the project]
// The theme starts a classic worker and a page from a disk has no modules, so each is one plain script.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const project = process.argv[2] ?? `${here}..`;

/** Properties of the search worker's own objects: long names that no message, no index and no browser sees are written short. */
const WORKER_OWN = /^(?:addSynonyms|addresses|alike|bodyOnly|boosts|byInitials|choseong|compared|covered|distinct|docOf|ending|headOf|homes|inHeading|initials|jongseong|jungseong|lexicon|linesOf|links|lower|members|middle|nearest|ofPage|ofQuestion|partsOf|phrases|postings|prefixBesideExact|prefixes|rarity|readings|saying|shortNouns|sibling|soundConsonants|soundingLike|speaksOf|startingWith|synonym|teasers|thesaurus|translation|typo2|underOf|variants|vocabulary|worth|worthOf)$/;

/** What each bundle is made from; `own`: properties that may be renamed. */
const BUNDLES = [
  { entry: 'practice/main.js', out: 'docs/assets/javascripts/practice.js' },
  { entry: 'practice/rehearse.js', out: 'docs/assets/javascripts/rehearse.js' },
  { entry: 'reader/main.js', out: 'docs/assets/javascripts/reader.js' },
  { entry: 'search/dialog/dialog.js', out: 'docs/assets/javascripts/search-dialog.js' },
  { entry: 'search/worker/worker.js', out: 'docs/assets/javascripts/search-ko.js', own: WORKER_OWN },
  { entry: 'service-worker/main.js', out: 'studyguide/publish/service-worker.js' },
];

for (const { entry, out, own } of BUNDLES) {
  await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile: `${project}/${out}`,
    bundle: true,
    minify: true,
    ...own && { mangleProps: own },
    format: 'iife',
    // The floor of package.json's browserslist. It lowers syntax alone: tests/test_frontend.py sees what is left.
    target: ['ios15.4', 'safari15.4', 'chrome92', 'firefox90'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: `/* Made from frontend/${entry} by \`make frontend\`. Do not edit. */` },
  });
}
