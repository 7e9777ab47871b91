// Bundles the worker and the dialog into docs/assets/javascripts/, or into the directory given.
// The theme starts a classic worker, so both are one plain script.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const outdir = process.argv[2] ?? `${here}../../docs/assets/javascripts`;

await build({
  absWorkingDir: here,
  entryPoints: { 'search-ko': 'worker/worker.js', 'search-dialog': 'dialog/dialog.js' },
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: '/* Made from studyguide/search/ by «make search». es-hangul: MIT, (c) Viva Republica. */' },
  logLevel: 'warning',
});
