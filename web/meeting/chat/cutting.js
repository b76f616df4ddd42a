// Cuts texts between characters as a reader sees them: an emoji with its skin colour, a letter with its accents. One that is
// cut in half is another one, or none.

/** Not in browsers of before 2024. */
const graphemes = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null;

/**
 * The beginning of a text.
 * @param {string} text
 * @param {number} most UTF-16 units
 * @returns {string}
 */
export function beginningOf(text, most) {
  if (text.length <= most) return text;
  return text.slice(0, graphemes ? graphemes.segment(text).containing(most)?.index : most);
}

/**
 * The end of a text.
 * @param {string} text
 * @param {number} most UTF-16 units
 * @returns {string}
 */
export function endOf(text, most) {
  const start = text.length - most;
  if (start <= 0) return text;
  const { index, segment } = graphemes?.segment(text).containing(start) ?? { index: start, segment: '' };
  return text.slice(index < start ? index + segment.length : start);
}
