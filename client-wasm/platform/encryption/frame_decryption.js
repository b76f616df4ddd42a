/** @import { Bytes, Source } from './frames.js' */
/** @import { ReceivedStreams } from './received_streams.js' */
import { contextOf, decryptFrame, parseFrame } from './frames.js';

/** Decrypts what one receiver gets, of one source after the other. */
export class FrameDecryption {
  #streams;
  #kind;
  /** Of the source; '' while there is none. */
  #context = '';
  /** Of the last frame. @type {import('./received_streams.js').ReceivedStream | null} */
  #stream = null;

  /**
   * @param {ReceivedStreams} streams those of all receivers
   * @param {Source['kind']} kind
   */
  constructor(streams, kind) {
    this.#streams = streams;
    this.#kind = kind;
  }

  /**
   * From now on frames of others are not decrypted.
   * @param {{ participant: string, sid: string } | null} source
   */
  setSource(source) {
    this.#context = source ? contextOf({ ...source, kind: this.#kind }) : '';
  }

  /**
   * @param {Bytes} bytes of a frame
   * @returns {Promise<Bytes | 'unreadable' | 'repeated'>} `unreadable`: it is not of the source, or was changed.
   *   `repeated`: it was there before, or comes too late; browsers send some again, to measure the line
   */
  async decrypt(bytes) {
    const frame = parseFrame(this.#kind, bytes);
    const context = this.#context;
    if (!frame || context === '') return 'unreadable';
    if (!this.#stream?.is(frame.salt, context)) this.#stream = await this.#streams.find(frame.salt, context);
    const stream = this.#stream;
    const decrypted = stream && await decryptFrame(stream.key, frame);
    // The source may be another one by now.
    if (!decrypted || context !== this.#context) return 'unreadable';
    this.#stream = this.#streams.keep(stream);
    return this.#stream.accept(this, frame.counter) ? decrypted : 'repeated';
  }
}
