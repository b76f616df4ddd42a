import { CHAT_LIMITS } from '../limits.js';
import { writePiece } from './piece.js';
import { readBytes } from './readable.js';

/**
 * @typedef {object} Wire
 * @property {(data: ArrayBuffer) => void} send to everyone
 * @property {() => Promise<void>} whenDrained
 */

/**
 * A local file that others may ask for. Every piece goes to everyone, so one pass serves all who ask at
 * about the same time; a request for an earlier piece starts another pass.
 */
export class OutgoingFile {
  file;
  #number;
  #wire;
  /** From where it is to begin for whom. @type {Map<string, number>} */
  #waiting = new Map();
  /** For whom the pass is. @type {Set<string>} */
  #served = new Set();
  #isSending = false;

  /**
   * @param {number} number
   * @param {File} file
   * @param {Wire} wire
   */
  constructor(number, file, wire) {
    this.#number = number;
    this.file = file;
    this.#wire = wire;
  }

  /** Whether a piece begins there. @param {number} offset */
  hasPieceAt(offset) {
    return offset >= 0 && offset < this.file.size && offset % CHAT_LIMITS.pieceBytes === 0;
  }

  /**
   * @param {string} asker
   * @param {number} offset from where on it is to be sent: hasPieceAt()
   * @returns {Promise<void>} when everything that was asked for has been sent
   * @throws {import('./readable.js').UnreadableFile} then nobody is waited for any more
   */
  async sendTo(asker, offset) {
    this.#served.delete(asker);
    this.#waiting.set(asker, offset);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#waiting.size > 0) await this.#pass(Math.min(...this.#waiting.values()));
    } finally {
      this.#isSending = false;
      this.#waiting.clear();
      this.#served.clear();
    }
  }

  /** Somebody no longer wants it. @param {string} asker */
  forget(asker) {
    this.#waiting.delete(asker);
    this.#served.delete(asker);
  }

  /** @param {number} start */
  async #pass(start) {
    const { size } = this.file;
    for (let offset = start; offset < size; offset += CHAT_LIMITS.pieceBytes) {
      const content = await readBytes(this.file, offset, CHAT_LIMITS.pieceBytes);
      // Whoever wants it from here on is served by this pass, however it began.
      for (const [asker, wanted] of this.#waiting) {
        if (wanted !== offset) continue;
        this.#waiting.delete(asker);
        this.#served.add(asker);
      }
      if (this.#served.size === 0) return;
      this.#wire.send(writePiece(this.#number, offset, content));
      await this.#wire.whenDrained();
    }
    this.#served.clear();
  }
}
