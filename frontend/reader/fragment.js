// The fragment of an address («#q-volumes») → the id that it names.

/**
 * A percent sign that is none («#100%») stands for itself, as in the browser's own search for the target.
 * @param {string} hash
 */
export function idOf(hash) {
  const raw = hash.replace(/^#/, '');
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
