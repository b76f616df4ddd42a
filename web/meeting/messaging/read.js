// A peer may send anything. Only these functions read its fields, each within a range. A value that does not
// fit becomes null, '' or nothing.

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} without fields where it is no object
 */
export function readFields(value) {
  return typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : {};
}

/**
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 * @returns {number | null} null where it is no whole number from `least` to `most`
 */
export function readWhole(value, least, most) {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : null;
}

/**
 * Something measured, which is brought into the range.
 * @param {unknown} value
 * @param {number} least also where it is no number at all
 * @param {number} most
 */
export function readAmount(value, least, most) {
  return typeof value === 'number' && value >= least ? Math.min(value, most) : least;
}

/**
 * @param {unknown} value
 * @param {number} most characters; what is more is not looked at
 */
export function readText(value, most) {
  return typeof value === 'string' ? value.slice(0, most) : '';
}

/**
 * @param {unknown} value
 * @param {number} most items; what is more is not looked at
 * @returns {unknown[]}
 */
export function readList(value, most) {
  return Array.isArray(value) ? value.slice(0, most) : [];
}
