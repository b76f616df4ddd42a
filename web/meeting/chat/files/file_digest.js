import { toBase64Url } from '../../../../client-wasm/platform/base64url.js';
import { CHAT_LIMITS } from '../limits.js';
import { readBytes } from './readable.js';

/**
 * The digest of a file that comes piece by piece: SHA-256 over the SHA-256 of each piece. Browsers can hash only what
 * is in memory as a whole, and a file need not be.
 */
export class FileDigest {
  /** @type {Promise<ArrayBuffer>[]} */
  #pieces = [];

  /** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes the next piece: CHAT_LIMITS.pieceBytes of them, but of the last */
  add(bytes) {
    const digest = crypto.subtle.digest('SHA-256', bytes);
    this.#pieces.push(digest);
    return digest;
  }

  /** @returns {Promise<string>} as Base64url */
  async value() {
    const digests = await Promise.all(this.#pieces);
    return toBase64Url(await crypto.subtle.digest('SHA-256', await new Blob(digests).arrayBuffer()));
  }
}

/**
 * @param {Blob} file
 * @returns {Promise<string>}
 * @throws {import('./readable.js').UnreadableFile}
 */
export async function digestOf(file) {
  const digest = new FileDigest();
  let offset = 0;
  do {
    // Also of an empty one, which may be a folder.
    const piece = await readBytes(file, offset, CHAT_LIMITS.pieceBytes);
    if (piece.byteLength > 0) await digest.add(piece);
    offset += CHAT_LIMITS.pieceBytes;
  } while (offset < file.size);
  return digest.value();
}
