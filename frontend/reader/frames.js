// Code and tables that are wider than their place can be scrolled with the arrow keys: they take the focus, but only
// while there is something to scroll.

/**
 * Follows the frames within an element, also those that are folded now.
 * @param {ParentNode} root
 * @returns {() => void} lets them go
 */
export function watchFrames(root) {
  const frames = root.querySelectorAll(/** @type {'div'} */ ('.highlight pre > code, .guide-scroll'));
  /** @type {Map<Element, string>} */
  const names = new Map();
  let codes = 0;
  let tables = 0;
  for (const frame of frames) names.set(frame, frame.matches('code') ? `코드 ${(codes += 1)}` : `표 ${(tables += 1)}`);

  const sizes = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) {
        target.setAttribute('tabindex', '0');
        target.setAttribute('role', 'group');
        target.setAttribute('aria-label', `${names.get(target)} (좌우로 움직일 수 있음)`);
      } else {
        for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
      }
    }
  });
  for (const frame of frames) sizes.observe(frame);
  return () => sizes.disconnect();
}
