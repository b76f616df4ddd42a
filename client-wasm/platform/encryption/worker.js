// The worker through which all encrypted media of a page goes.

/** @import { Bytes } from './frames.js' */
/** @import { FromWorker, Readable, Track, TransformOptions } from './messages.js' */
import { FrameDecryption } from './frame_decryption.js';
import { FrameEncryption } from './frame_encryption.js';
import { isKeyFrame } from './frames.js';
import { ENCRYPTION_LIMITS } from './limits.js';
import { ReceivedStreams } from './received_streams.js';

/** @typedef {RTCEncodedVideoFrame | RTCEncodedAudioFrame} Frame */

/**
 * As the browser has it; the types of pages do not.
 * @typedef {object} Transformer
 * @property {ReadableStream<Frame>} readable
 * @property {WritableStream<Frame>} writable
 * @property {TransformOptions} options
 * @property {() => Promise<unknown>} [sendKeyFrameRequest]
 */

/** @typedef {TransformStreamDefaultController<Frame>} Controller */

/** @param {FromWorker} message */
const tell = (message) => postMessage(message);

/** @param {Frame} frame @returns {Bytes} */
const bytesOf = (frame) => new Uint8Array(/** @type {ArrayBuffer} */ (frame.data));

/** How many frames of the page could not be decrypted. */
class UnreadableFrames {
  #count = 0;
  #told = -Infinity;

  add() {
    ++this.#count;
    if (performance.now() - this.#told < ENCRYPTION_LIMITS.reportMs) return;
    this.#told = performance.now();
    tell({ type: 'unreadable', count: this.#count });
  }
}

/** One sender's frames on their way out. */
class Sending {
  #secret;
  #kind;
  /** @type {FrameEncryption | null} */
  #encryption = null;

  /** @param {CryptoKey} secret @param {TransformOptions} options */
  constructor(secret, { kind, track }) {
    this.#secret = secret;
    this.#kind = kind;
    this.setTrack(track);
  }

  /** @param {Track | null} track */
  setTrack(track) {
    this.#encryption = track && new FrameEncryption(this.#secret, { ...track, kind: this.#kind });
  }

  /** @param {Frame} frame @param {Controller} controller */
  async transform(frame, controller) {
    // What is nobody's goes nowhere, least of all as it is.
    if (!this.#encryption) return;
    const { buffer } = await this.#encryption.encrypt(bytesOf(frame));
    frame.data = buffer;
    controller.enqueue(frame);
  }
}

/** One receiver's frames on their way in. */
class Receiving {
  #kind;
  #port;
  #decryption;
  #unreadable;
  #requestKeyFrame;
  /** @type {Track | null} */
  #track = null;
  /** A decoder must not go on from another's picture. */
  #awaitsKeyFrame = false;
  #requested = -Infinity;
  /** What the page knows of the track. @type {boolean | null} */
  #told = null;
  #failed = 0;
  #failing = 0;

  /**
   * @param {ReceivedStreams} streams
   * @param {UnreadableFrames} unreadable
   * @param {Transformer} transformer
   */
  constructor(streams, unreadable, transformer) {
    const { kind, port, track } = transformer.options;
    this.#kind = kind;
    this.#port = port;
    this.#decryption = new FrameDecryption(streams, kind);
    this.#unreadable = unreadable;
    // It may fail when the connection is closed; not every browser has it, and decoders ask by themselves, later.
    this.#requestKeyFrame = () => transformer.sendKeyFrameRequest?.().catch(() => {});
    this.setTrack(track);
  }

  /** @param {Track | null} track */
  setTrack(track) {
    this.#track = track;
    this.#decryption.setSource(track);
    this.#awaitsKeyFrame = this.#kind === 'video';
    this.#told = null;
    this.#failed = 0;
  }

  /** @param {Frame} frame @param {Controller} controller */
  async transform(frame, controller) {
    const track = this.#track;
    if (!track) return;
    const decrypted = await this.#decryption.decrypt(bytesOf(frame));
    // What began before the track changed says nothing about the new one.
    if (track !== this.#track) return;
    if (decrypted === 'unreadable') return this.#fail(track);
    if (decrypted === 'repeated') return;
    this.#failed = 0;
    this.#tell(track, true);
    if (this.#awaitsKeyFrame && !isKeyFrame(decrypted)) return this.#ask();
    this.#awaitsKeyFrame = false;
    frame.data = decrypted.buffer;
    controller.enqueue(frame);
  }

  /** @param {Track} track */
  #fail(track) {
    this.#unreadable.add();
    const now = performance.now();
    if (this.#failed++ === 0) this.#failing = now;
    const { unreadableFrames, unreadableMs } = ENCRYPTION_LIMITS;
    if (this.#failed >= unreadableFrames && now - this.#failing >= unreadableMs) this.#tell(track, false);
  }

  /** @param {Track} track @param {boolean} readable */
  #tell(track, readable) {
    if (this.#told === readable) return;
    this.#told = readable;
    /** @type {Readable} */
    const message = { track, readable };
    this.#port.postMessage(message);
  }

  #ask() {
    const now = performance.now();
    if (now - this.#requested < ENCRYPTION_LIMITS.keyFrameRequestMs) return;
    this.#requested = now;
    this.#requestKeyFrame();
  }
}

/** Makes a worker of the script that runs. */
export function serve() {
  /** @type {CryptoKey} */
  let secret;
  /** @type {ReceivedStreams} */
  let streams;
  const unreadable = new UnreadableFrames();

  addEventListener('message', ({ data }) => {
    secret = data;
    streams = new ReceivedStreams(secret);
    tell({ type: 'ready' });
  });

  addEventListener('rtctransform', async (event) => {
    const transformer = /** @type {Transformer} */ (Reflect.get(event, 'transformer'));
    const { readable, writable, options } = transformer;
    const transform = options.side === 'send' ? new Sending(secret, options) : new Receiving(streams, unreadable, transformer);
    // Closing the connection ends no stream, in Chromium 156 and Firefox 153.
    const end = new AbortController();
    options.port.onmessage = (/** @type {MessageEvent<Track | null | 'end'>} */ { data }) => {
      if (data === 'end') end.abort();
      else transform.setTrack(data);
    };
    await readable.pipeThrough(new TransformStream(transform)).pipeTo(writable, { signal: end.signal }).catch(() => {});
    options.port.close();
  });
}
