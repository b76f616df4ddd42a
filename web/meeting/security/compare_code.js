import { toBase64Url } from '../../../client-wasm/platform/base64url.js';
import { WORD_LIST } from '../../common/word_list.js';

/** Some 43 bits. There is one try in a connection. */
const WORDS = 4;
const NONCE_BYTES = 16;

/** One side of a pair. @typedef {{ sid: string, fingerprints: string[], nonce: string }} Side */

/** What one side adds to a code, so that nobody can know it beforehand. */
export function newNonce() {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
}

/**
 * What binds a side to its nonce before it has seen the other's: without that, whoever is in between could search for
 * one that leads to the same code on both sides.
 * @param {string} nonce
 */
export async function commitmentTo(nonce) {
  return toBase64Url(await digestOf(['parley-code', nonce]));
}

/**
 * The words that both sides of a pair see, if nobody is in between: then each knows the certificates of both.
 * @param {Side} one
 * @param {Side} other
 * @returns {Promise<string>}
 */
export async function codeOf(one, other) {
  const sides = one.sid < other.sid ? [one, other] : [other, one];
  const digest = new DataView(await digestOf(['parley-code', ...sides.flatMap(({ sid, fingerprints, nonce }) => [sid, fingerprints, nonce])]));
  return Array.from({ length: WORDS }, (_, index) => WORD_LIST[digest.getUint32(4 * index) % WORD_LIST.length]).join(' ');
}

/** @param {unknown[]} values */
function digestOf(values) {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(values)));
}
