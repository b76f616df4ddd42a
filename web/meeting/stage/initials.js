/** As many as the stylesheet has colours for. */
const COLOURS = 8;

/**
 * Up to two letters, with their accents, that stand for a name: "Ann Bell" is "AB".
 * @param {string} name
 * @returns {string}
 */
export function initialsOf(name) {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map((word) => (/[\p{L}\p{N}]\p{M}*/u.exec(word) ?? [''])[0].toUpperCase()).join('') || '?';
}

/**
 * One of the avatars' colours, always the same for a name.
 * @param {string} name
 * @returns {number} from 0
 */
export function colourOf(name) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65521;
  return sum % COLOURS;
}
