// The fonts come after the first paint; from the second page on they are at hand and asked for at once.
import { remember } from './dom.js';
import { settled } from './start.js';

settled.then(async () => {
  const faces = document.getElementById('guide-faces');
  if (!(faces instanceof HTMLLinkElement)) return;
  faces.media = 'all';
  const fonts = await document.fonts.load('1em "Guide Sans"').catch(() => []);
  if (fonts.length) remember('fonts', 'kept');
});
