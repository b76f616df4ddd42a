// The form of an encrypted frame, and its key, as PROTOCOL.md has them ("Encrypted media").

/**
 * Whose track it is. The key depends on it, so that nobody can pass one's media off as another's.
 * @typedef {{ participant: string, kind: 'audio' | 'video', sid: string }} Source
 */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** An encrypted frame's parts. @typedef {{ clear: Bytes, encrypted: Bytes, salt: Bytes, counter: number }} EncryptedFrame */

const VERSION = 1;
const SALT_BYTES = 12;
const COUNTER_BYTES = 4;
const TAG_BYTES = 16;
const TRAILER_BYTES = SALT_BYTES + COUNTER_BYTES + 1;
/** By how much a frame grows. */
export const ADDED_BYTES = TAG_BYTES + TRAILER_BYTES;
/** In how many values of a counter none comes twice. */
export const COUNTERS = 2 ** (8 * COUNTER_BYTES);

/**
 * @param {string} secret that the participants share
 * @returns {Promise<CryptoKey>} from which keys are derived, and which no script can read
 */
export function importSecret(secret) {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, ['deriveKey']);
}

/**
 * What a key depends on besides the secret and the salt.
 * @param {Source} source
 */
export function contextOf({ participant, kind, sid }) {
  // As JSON, so that no two sources are the same text, whatever a server has for ids.
  return JSON.stringify(['parley media', kind, participant, sid]);
}

/**
 * @param {CryptoKey} secret of importSecret()
 * @param {Bytes} salt
 * @param {string} context
 * @param {'encrypt' | 'decrypt'} use
 */
export function deriveKey(secret, salt, context, use) {
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(context) };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** @param {number} time in milliseconds since 1970 @returns {Bytes} a salt that no other stream has */
export function newSalt(time) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  new DataView(salt.buffer).setUint32(0, Math.floor(time / 1000));
  return salt;
}

/** @param {Bytes} salt @returns {number} when its stream began, in milliseconds since 1970 */
export function timeOf(salt) {
  return 1000 * new DataView(salt.buffer, salt.byteOffset).getUint32(0);
}

/**
 * @param {CryptoKey} key
 * @param {Bytes} salt
 * @param {number} counter never twice with the same key
 * @param {Source['kind']} kind
 * @param {Bytes} frame
 */
export async function encryptFrame(key, salt, counter, kind, frame) {
  const clear = frame.subarray(0, clearBytes(kind, frame, frame.length));
  const encrypted = await crypto.subtle.encrypt(algorithm(counter, clear), key, frame.subarray(clear.length));
  const result = new Uint8Array(frame.length + ADDED_BYTES);
  result.set(clear);
  result.set(new Uint8Array(encrypted), clear.length);
  result.set(salt, result.length - TRAILER_BYTES);
  new DataView(result.buffer).setUint32(result.length - 1 - COUNTER_BYTES, counter);
  result[result.length - 1] = VERSION;
  return result;
}

/**
 * @param {Source['kind']} kind
 * @param {Bytes} frame
 * @returns {EncryptedFrame | null} null if it is none
 */
export function parseFrame(kind, frame) {
  const { length } = frame;
  if (length < ADDED_BYTES || frame[length - 1] !== VERSION) return null;
  const clear = clearBytes(kind, frame, length - ADDED_BYTES);
  const end = length - TRAILER_BYTES;
  return {
    clear: frame.subarray(0, clear),
    encrypted: frame.subarray(clear, end),
    salt: frame.subarray(end, end + SALT_BYTES),
    counter: new DataView(frame.buffer, frame.byteOffset).getUint32(end + SALT_BYTES),
  };
}

/**
 * @param {CryptoKey} key
 * @param {EncryptedFrame} frame
 * @returns {Promise<Bytes | null>} null if it was encrypted with another key, or changed
 */
export async function decryptFrame(key, { clear, encrypted, counter }) {
  try {
    const decrypted = await crypto.subtle.decrypt(algorithm(counter, clear), key, encrypted);
    const result = new Uint8Array(clear.length + decrypted.byteLength);
    result.set(clear);
    result.set(new Uint8Array(decrypted), clear.length);
    return result;
  } catch {
    return null;
  }
}

/**
 * A key frame of VP8 (RFC 6386, section 9.1): what a decoder can begin with.
 * @param {Uint8Array} frame
 */
export function isKeyFrame(frame) {
  return frame.length > 0 && (frame[0] & 1) === 0;
}

/**
 * What the SFU and the browser's packets need of a frame stays clear: the header of VP8 and the first byte of Opus
 * (RFC 6716, section 3.1).
 * @param {Source['kind']} kind
 * @param {Uint8Array} frame
 * @param {number} length of the frame that the sender had
 */
function clearBytes(kind, frame, length) {
  if (kind === 'audio') return Math.min(1, length);
  return Math.min(isKeyFrame(frame) ? 10 : 3, length);
}

/** @param {number} counter @param {Bytes} additionalData */
function algorithm(counter, additionalData) {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, counter);
  return { name: 'AES-GCM', iv, additionalData };
}
