/**
 * Whether a key belongs to a word that is being composed, as in Chinese or Japanese: then Enter takes
 * the word and Escape gives it up, and neither is meant for the page.
 * @param {KeyboardEvent} event
 */
export function isOfComposition({ isComposing, keyCode }) {
  // Safari ends the composition before it tells of the key that ended it, which then bears 229.
  return isComposing || keyCode === 229;
}
