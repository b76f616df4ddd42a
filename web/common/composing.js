/**
 * Whether a key belongs to a word that is being composed, as in Chinese or Japanese. Enter then accepts
 * the word and Escape discards it, and neither is meant for the page.
 * @param {KeyboardEvent} event
 */
export function isOfComposition({ isComposing, keyCode }) {
  // Safari ends the composition before it reports the key that ended it, which then has the code 229.
  return isComposing || keyCode === 229;
}
