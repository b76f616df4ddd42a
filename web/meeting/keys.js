// What a key stands for on whatever keyboard it is pressed. Letters are matched by what is written on the key
// (KeyboardEvent.key), so that they are where Dvorak, AZERTY and others have them. On a layout of another script,
// such as Arabic or Cyrillic, no key types them; there the key's place counts (KeyboardEvent.code), which has the
// names of an English keyboard, as such keyboards mostly have those letters printed on them too.

/** @type {Record<string, string>} */
const ARABIC_MARKS = { '؟': '?', '،': ',' };

/**
 * @param {{ key: string, code: string }} event
 * @returns {string} such as "m", "?" or "arrowleft"
 */
export function keyOf({ key, code }) {
  const typed = key.toLowerCase();
  if (typed in ARABIC_MARKS) return ARABIC_MARKS[typed];
  if (!isOfOtherScript(typed)) return typed;
  if (code === 'Comma') return ',';
  return /^Key[A-Z]$/.test(code) ? code.slice(-1).toLowerCase() : typed;
}

/** @param {{ key: string, code: string }} event with Option or AltGr the space bar types a wider space, or none */
export function isSpace({ key, code }) {
  return key === ' ' || code === 'Space';
}

/** @param {string} typed letters, or marks that are written on them */
function isOfOtherScript(typed) {
  return /[\p{L}\p{M}]/u.test(typed) && !/[\p{Script=Latin}\p{Script=Common}]/u.test(typed);
}
