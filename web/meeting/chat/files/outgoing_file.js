import { PIECE_BYTES, writePiece } from './piece.js';

/**
 * @typedef {object} Wire
 * @property {(data: ArrayBuffer) => void} send to everyone
 * @property {() => Promise<void>} whenDrained
 */

/**
 * A file of one's own that others may ask for. Every piece goes to everyone, so those who ask at
 * about the same time are served by one pass; who asks for what has gone by begins another.
 */
export class OutgoingFile {
  #number;
  #file;
  #wire;
  /** From where it is asked for. @type {Set<number>} */
  #wanted = new Set();
  #isSending = false;

  /**
   * @param {number} number
   * @param {Blob} file
   * @param {Wire} wire
   */
  constructor(number, file, wire) {
    this.#number = number;
    this.#file = file;
    this.#wire = wire;
  }

  /**
   * @param {number} offset from where on it is to be sent
   * @returns {Promise<void>} when everything that was asked for has been sent
   */
  async sendFrom(offset) {
    if (offset < 0 || offset >= this.#file.size || offset % PIECE_BYTES !== 0) return;
    this.#wanted.add(offset);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#wanted.size > 0) await this.#pass(Math.min(...this.#wanted));
    } finally {
      this.#isSending = false;
      this.#wanted.clear();
    }
  }

  /** @param {number} start */
  async #pass(start) {
    for (let offset = start; offset < this.#file.size; offset += PIECE_BYTES) {
      const content = await this.#file.slice(offset, offset + PIECE_BYTES).arrayBuffer();
      // Whoever wants it from here on is served by this pass, however it began.
      this.#wanted.delete(offset);
      this.#wire.send(writePiece(this.#number, offset, content));
      await this.#wire.whenDrained();
    }
  }
}
