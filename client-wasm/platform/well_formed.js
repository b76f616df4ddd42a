/**
 * The text with every lone surrogate replaced by U+FFFD. Everything that people type passes through
 * this before it enters Wasm: a lone surrogate corrupts the string's neighbour in embind's UTF-8.
 * @param {string} text
 * @returns {string}
 */
export function toWellFormed(text) {
  if (typeof text.toWellFormed === 'function') return text.toWellFormed();
  // In a Unicode-aware expression surrogates that form a pair are one character and do not match.
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
