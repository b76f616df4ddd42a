import { fromBase64Url, toBase64Url } from '../../../../client-wasm/platform/base64url.js';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
/** What an uncompressed point, two numbers of 32 bytes, and a hash come to as Base64url. */
const PUBLIC_KEY = /^[\w-]{87}$/;
const SIGNED = /^[\w-]{86}$/;
const HASH = /^[\w-]{43}$/;

/** What is signed: where and what for, and then what is said. @typedef {readonly unknown[]} Statement */

/**
 * The key with which a page signs what its person says, made for one call. The private half cannot be taken out
 * of the browser. The author's id is the hash of the public half, so that nobody can have another's.
 */
export class SigningKey {
  #privateKey;
  publicKey;
  author;

  static async create() {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(KEY, false, ['sign', 'verify']);
    const raw = await crypto.subtle.exportKey('raw', publicKey);
    return new SigningKey(privateKey, toBase64Url(raw), await hashOf(raw));
  }

  /**
   * @param {CryptoKey} privateKey
   * @param {string} publicKey as Base64url
   * @param {string} author
   */
  constructor(privateKey, publicKey, author) {
    this.#privateKey = privateKey;
    this.publicKey = publicKey;
    this.author = author;
  }

  /**
   * @param {Statement} statement
   * @returns {Promise<string>} as Base64url
   */
  async sign(statement) {
    return toBase64Url(await crypto.subtle.sign(SIGNATURE, this.#privateKey, bytesOf(statement)));
  }
}

/**
 * Whether the author with that public key has said so.
 * @param {{ author: string, key: string, signature: string }} by
 * @param {Statement} statement
 */
export async function isSigned({ author, key, signature }, statement) {
  try {
    const raw = fromBase64Url(key);
    if ((await hashOf(raw)) !== author) return false;
    const publicKey = await crypto.subtle.importKey('raw', raw, KEY, false, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, publicKey, fromBase64Url(signature), bytesOf(statement));
  } catch {
    // It is no point on the curve.
    return false;
  }
}

/** @param {unknown} value @returns {string | null} null where it is no author's id */
export function readAuthor(value) {
  return readMatch(value, HASH);
}

/** @param {unknown} value @returns {string | null} null where it cannot be a SHA-256 */
export function readDigest(value) {
  return readMatch(value, HASH);
}

/** @param {unknown} value @returns {string | null} null where it cannot be a public key */
export function readPublicKey(value) {
  return readMatch(value, PUBLIC_KEY);
}

/** @param {unknown} value @returns {string | null} null where it cannot be a signature */
export function readSignature(value) {
  return readMatch(value, SIGNED);
}

/**
 * @param {unknown} value
 * @param {RegExp} shape
 */
function readMatch(value, shape) {
  return typeof value === 'string' && shape.test(value) ? value : null;
}

/** @param {Statement} statement */
function bytesOf(statement) {
  return new TextEncoder().encode(JSON.stringify(statement));
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
async function hashOf(bytes) {
  return toBase64Url(await crypto.subtle.digest('SHA-256', bytes));
}
