import { toBase64Url, fromBase64Url } from './base64url.js';

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/**
 * Which connection a description is of: the ids of its two sides, and the number of the pair's connection.
 * @typedef {{ from: string, to: string, epoch: number }} SealedFor
 */

/**
 * Authenticates session descriptions with a secret that the two sides have and the server has not. A server that
 * puts itself in between has to name a fingerprint of its own (RFC 8122), for which it cannot make the seal.
 */
export class DescriptionSeal {
  #key;

  /** @param {string} secret */
  constructor(secret) {
    this.#key = crypto.subtle.importKey('raw', new TextEncoder().encode(secret), HMAC, false, ['sign', 'verify']);
  }

  /**
   * @param {string} sdp
   * @param {SealedFor} about
   * @returns {Promise<string>} as Base64url
   */
  async of(sdp, about) {
    return toBase64Url(await crypto.subtle.sign(HMAC, await this.#key, sealedText(sdp, about)));
  }

  /**
   * @param {string} seal
   * @param {string} sdp
   * @param {SealedFor} about
   */
  async fits(seal, sdp, about) {
    try {
      return await crypto.subtle.verify(HMAC, await this.#key, fromBase64Url(seal), sealedText(sdp, about));
    } catch {
      // It is no Base64url.
      return false;
    }
  }
}

/**
 * The values of all fingerprints in a description, in their order.
 * @param {string} sdp
 */
export function fingerprintsIn(sdp) {
  return [...sdp.matchAll(/^a=fingerprint:(.*?)\r?$/gm)].map(([, value]) => value);
}

/**
 * As PROTOCOL.md has it.
 * @param {string} sdp
 * @param {SealedFor} about
 */
function sealedText(sdp, { from, to, epoch }) {
  return new TextEncoder().encode(['parley seal', from, to, epoch, ...fingerprintsIn(sdp)].join('\n'));
}
