// Bytes as text inside a script. Base64 would hide from a compressor what repeats: of parley.wasm it leaves 88 KB
// after Brotli where the bytes themselves take 67, and this text 68.

/** For a byte that is less than 80; larger ones have a prefix. Nothing that a string or HTML would have to escape. */
const CHARACTERS = '!#%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuv';
/** Each adds 80 more than the one before it. */
const PREFIXES = 'xyz';

/**
 * @param {Uint8Array} bytes
 * @returns {string} one or two characters for each
 */
export function toByteText(bytes) {
  return Array.from(bytes, (byte) => {
    const prefixes = Math.floor(byte / CHARACTERS.length);
    return (PREFIXES[prefixes - 1] ?? '') + CHARACTERS[byte % CHARACTERS.length];
  }).join('');
}

/**
 * @param {string} text from toByteText()
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromByteText(text) {
  // By character code, because this is done while somebody waits for a call: what it stands for, prefixes from 80 on.
  const values = new Uint8Array(128);
  for (const [value, character] of [...CHARACTERS, ...PREFIXES].entries()) values[character.charCodeAt(0)] = value;
  const bytes = new Uint8Array(text.length);
  let length = 0;
  let added = 0;
  for (let index = 0; index < text.length; ++index) {
    const value = values[text.charCodeAt(index)];
    const prefix = value - CHARACTERS.length + 1;
    if (prefix <= 0) bytes[length++] = added + value;
    added = prefix > 0 ? prefix * CHARACTERS.length : 0;
  }
  return bytes.slice(0, length);
}
