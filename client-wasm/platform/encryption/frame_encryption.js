/** @import { Bytes, Source } from './frames.js' */
import { contextOf, COUNTERS, deriveKey, encryptFrame, newSalt } from './frames.js';
import { ENCRYPTION_LIMITS } from './limits.js';

/** Encrypts the frames of one track: one stream after the other, each with a key of its own. */
export class FrameEncryption {
  #secret;
  #source;
  #now;
  #stream;

  /**
   * @param {CryptoKey} secret of importSecret()
   * @param {Source} source
   * @param {() => number} [now] in milliseconds since 1970
   */
  constructor(secret, source, now = Date.now) {
    this.#secret = secret;
    this.#source = source;
    this.#now = now;
    this.#stream = this.#newStream();
  }

  /** @param {Bytes} frame @returns {Promise<Bytes>} */
  async encrypt(frame) {
    const age = Math.abs(this.#now() - this.#stream.began);
    if (age >= ENCRYPTION_LIMITS.streamMs || this.#stream.counter === COUNTERS) this.#stream = this.#newStream();
    const { key, salt } = this.#stream;
    // Counted before anything is waited for.
    const counter = this.#stream.counter++;
    return encryptFrame(await key, salt, counter, this.#source.kind, frame);
  }

  #newStream() {
    const began = this.#now();
    const salt = newSalt(began);
    return { began, salt, counter: 0, key: deriveKey(this.#secret, salt, contextOf(this.#source), 'encrypt') };
  }
}
