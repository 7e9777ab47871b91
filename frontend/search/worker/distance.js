// How far two strings are apart.

/**
 * The edit distance in which a swap of neighbours counts one (optimal string alignment); `limit` + 1 if further.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 */
export function editDistance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  const at = (/** @type {number[]} */ line, /** @type {number} */ column) => line[column] ?? Infinity;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, at(before, column - 2) + 1);
      }
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    [before, last] = [last, current];
  }
  return at(last, other.length);
}

/**
 * The number of letters with which both begin.
 * @param {string} one
 * @param {string} other
 */
export function commonPrefix(one, other) {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

/**
 * The letters of a string as bits: an edit changes at most two of them, so most words need no distance.
 * @param {string} text
 */
export function letterSet(text) {
  let bits = 0;
  for (let index = 0; index < text.length; index++) bits |= 1 << (text.charCodeAt(index) & 31);
  return bits;
}

/**
 * The number of bits in which two letter sets differ.
 * @param {number} one
 * @param {number} other
 */
export function differingLetters(one, other) {
  let bits = one ^ other;
  let count = 0;
  while (bits) {
    bits &= bits - 1;
    count++;
  }
  return count;
}
