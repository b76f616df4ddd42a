/** @import { Bytes } from './frames.js' */
import { deriveKey, timeOf } from './frames.js';
import { ENCRYPTION_LIMITS } from './limits.js';

/** Which of a stream's frames a receiver has had. */
class ReplayWindow {
  #bits = new Uint32Array(ENCRYPTION_LIMITS.replayFrames / 32);
  #newest = -1;

  /** @param {number} counter @returns {boolean} false if it was there before, or is too old to tell */
  accept(counter) {
    const { replayFrames } = ENCRYPTION_LIMITS;
    if (counter <= this.#newest - replayFrames) return false;
    for (let each = Math.max(this.#newest + 1, counter - replayFrames + 1); each <= counter; ++each) {
      this.#bits[wordOf(each)] &= ~bitOf(each);
    }
    this.#newest = Math.max(this.#newest, counter);
    const isNew = (this.#bits[wordOf(counter)] & bitOf(counter)) === 0;
    this.#bits[wordOf(counter)] |= bitOf(counter);
    return isNew;
  }
}

/** @param {number} counter */
const wordOf = (counter) => Math.floor((counter % ENCRYPTION_LIMITS.replayFrames) / 32);

/** @param {number} counter */
const bitOf = (counter) => 1 << (counter % 32);

/** What a sender has encrypted with one key. */
export class ReceivedStream {
  #salt;
  #context;
  /** @type {WeakMap<object, ReplayWindow>} by receiver */
  #windows = new WeakMap();
  #newest = -1;

  /** @param {Bytes} salt @param {string} context @param {CryptoKey} key */
  constructor(salt, context, key) {
    // A frame's salt is a part of the frame.
    this.#salt = salt.slice();
    this.#context = context;
    this.key = key;
    this.name = nameOf(salt, context);
  }

  /** @param {Bytes} salt @param {string} context */
  is(salt, context) {
    return context === this.#context && salt.every((byte, index) => byte === this.#salt[index]);
  }

  /**
   * Each receiver takes a frame once, because a track that goes from one to another may come by both for a while; and
   * none takes what would be too old for the others.
   * @param {object} receiver
   * @param {number} counter of a frame that could be decrypted
   */
  accept(receiver, counter) {
    if (counter <= this.#newest - ENCRYPTION_LIMITS.replayFrames) return false;
    this.#newest = Math.max(this.#newest, counter);
    const window = this.#windows.get(receiver) ?? new ReplayWindow();
    this.#windows.set(receiver, window);
    return window.accept(counter);
  }
}

/** The streams that have come to a page, by whichever receiver. */
export class ReceivedStreams {
  #secret;
  #now;
  /** Those of which something could be decrypted, the newest at the end. @type {Map<string, ReceivedStream>} */
  #streams = new Map();

  /**
   * @param {CryptoKey} secret of importSecret()
   * @param {() => number} [now] in milliseconds since 1970
   */
  constructor(secret, now = Date.now) {
    this.#secret = secret;
    this.#now = now;
  }

  get size() {
    return this.#streams.size;
  }

  /**
   * @param {Bytes} salt
   * @param {string} context
   * @returns {Promise<ReceivedStream | null>} null if it began too long ago
   */
  async find(salt, context) {
    const known = this.#streams.get(nameOf(salt, context));
    if (known) return known;
    const age = this.#now() - timeOf(salt);
    const { streamMs, clockDifferenceMs } = ENCRYPTION_LIMITS;
    if (age > streamMs + clockDifferenceMs || age < -clockDifferenceMs) return null;
    return new ReceivedStream(salt, context, await deriveKey(this.#secret, salt, context, 'decrypt'));
  }

  /**
   * @param {ReceivedStream} stream of which something was decrypted
   * @returns {ReceivedStream} the same for all that receive it
   */
  keep(stream) {
    const known = this.#streams.get(stream.name);
    if (known) return known;
    this.#streams.set(stream.name, stream);
    const [oldest] = this.#streams.keys();
    if (this.#streams.size > ENCRYPTION_LIMITS.streams) this.#streams.delete(oldest);
    return stream;
  }
}

/** @param {Bytes} salt @param {string} context */
function nameOf(salt, context) {
  return `${salt.join()} ${context}`;
}
