// Light or dark: the system's wish until the reader presses the button.
import { recall, remember } from './dom.js';

const system = matchMedia('(prefers-color-scheme: dark)');
const control = document.querySelector('.guide-scheme');
let chosen = recall('scheme');

/** @param {string} scheme */
function show(scheme) {
  document.body.dataset.mdColorScheme = scheme;
  control?.setAttribute('aria-pressed', String(scheme === 'slate'));
}

const wished = () => (system.matches ? 'slate' : 'default');

show(chosen || wished());
system.addEventListener('change', () => { if (!chosen) show(wished()); });
control?.addEventListener('click', () => {
  chosen = document.body.dataset.mdColorScheme === 'slate' ? 'default' : 'slate';
  show(chosen);
  remember('scheme', chosen);
});
