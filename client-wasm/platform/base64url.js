/**
 * Base64url without padding (RFC 4648, section 5).
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 */
export function toBase64Url(bytes) {
  const characters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte));
  return btoa(characters.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param {string} text of letters, digits, `-` and `_`, as many as some bytes have
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromBase64Url(text) {
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
