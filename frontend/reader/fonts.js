// The fonts come after the first paint; from the second page on they are at hand and asked for at once.
import { remember } from './dom.js';
import { settled } from './start.js';

/**
 * The web fonts that a style sheet names, not the faces of the system beside them, which cost nothing to get.
 * @param {CSSStyleSheet} sheet
 * @returns {FontFace[]}
 */
function webFonts(sheet) {
  return [...sheet.cssRules].flatMap(rule => {
    if (!(rule instanceof CSSFontFaceRule)) return [];
    const property = (/** @type {string} */ name) => rule.style.getPropertyValue(name);
    const [, address] = /^url\(["']?([^"')]+)/.exec(property('src')) ?? [];
    if (!address) return [];
    const source = `url(${JSON.stringify(new URL(address, sheet.href ?? document.baseURI).href)})`;
    return [new FontFace(property('font-family').replace(/["']/g, ''), source,
      { weight: property('font-weight') || 'normal', display: 'swap' })];
  });
}

/**
 * Gets the fonts before the sheet that names them is let in. In the other order the whole page is laid out twice:
 * once for the faces of the system, once for ours.
 * @param {HTMLLinkElement} link
 */
async function fetched(link) {
  try {
    if (!link.sheet) return;
    const fonts = await Promise.all(webFonts(link.sheet).map(font => font.load()));
    for (const font of fonts) document.fonts.add(font);
  } catch {
    // From a disk a sheet cannot be read, and a font may not come: then the sheet is let in as it is.
  }
}

settled.then(async () => {
  const faces = document.getElementById('guide-faces');
  if (!(faces instanceof HTMLLinkElement)) return;
  if (faces.media !== 'all') await fetched(faces);
  faces.media = 'all';
  const fonts = await document.fonts.load('1em "Guide Sans"').catch(() => []);
  if (fonts.length) remember('fonts', 'kept');
});
