/** @import { FromWorker, Readable, Track, TransformOptions } from './messages.js' */
import { importSecret } from './frames.js';
import { ENCRYPTION_LIMITS } from './limits.js';

/**
 * Encrypts what a page sends through an SFU, and decrypts what comes from there, with a secret that the participants
 * share. No frame passes a sender or receiver that it has been given but encrypted, whatever fails.
 */
export class MediaEncryption {
  /** Frames that could not be decrypted. A few are nothing: they come while a receiver changes from one track to another. */
  unreadableFrames = 0;

  #worker;
  #hear;
  /** @type {WeakMap<RTCRtpSender | RTCRtpReceiver, MessagePort>} */
  #ports = new WeakMap();

  /**
   * Is ready once the worker is, so that a transform never waits for it.
   * @param {string} secret
   * @param {Worker} worker that runs worker.js
   * @param {(track: Track, readable: boolean) => void} [hear] is told with the first frame of a track that
   *   setTrack() has named, and when for two seconds nothing of what came could be decrypted
   */
  static async start(secret, worker, hear = () => {}) {
    const encryption = new MediaEncryption(worker, hear);
    try {
      await encryption.#ready(await importSecret(secret));
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return encryption;
  }

  /** @param {Worker} worker @param {(track: Track, readable: boolean) => void} hear */
  constructor(worker, hear) {
    this.#worker = worker;
    this.#hear = hear;
    worker.addEventListener('message', (/** @type {MessageEvent<FromWorker>} */ { data }) => {
      if (data.type === 'unreadable') this.unreadableFrames = data.count;
    });
  }

  /**
   * To be called in the same turn as the sender is made, so that nothing goes out before; and again when it is to send
   * another track.
   * @param {RTCRtpSender} sender
   * @param {'audio' | 'video'} kind
   * @param {Track} track as the others know it
   */
  send(sender, kind, track) {
    const port = this.#ports.get(sender);
    if (port) port.postMessage(track);
    else sender.transform = this.#transform(sender, { side: 'send', kind, track });
  }

  /**
   * To be called in the same turn as the receiver is made. It gets nothing until setTrack().
   * @param {RTCRtpReceiver} receiver
   */
  receive(receiver) {
    if (this.#ports.has(receiver)) return;
    const kind = /** @type {'audio' | 'video'} */ (receiver.track.kind);
    receiver.transform = this.#transform(receiver, { side: 'receive', kind, track: null });
  }

  /**
   * @param {RTCRtpReceiver} receiver
   * @param {Track | null} track that it gets from now on; frames of others are dropped
   */
  setTrack(receiver, track) {
    this.#ports.get(receiver)?.postMessage(track);
  }

  /** To be called before the connection is closed. Nothing passes its senders and receivers any more. @param {RTCPeerConnection} connection */
  release(connection) {
    for (const end of [...connection.getSenders(), ...connection.getReceivers()]) {
      this.#ports.get(end)?.postMessage('end');
      this.#ports.delete(end);
    }
  }

  /** What goes through it stands still. */
  stop() {
    this.#worker.terminate();
  }

  /** @param {CryptoKey} key */
  #ready(key) {
    return new Promise((resolve, reject) => {
      setTimeout(reject, ENCRYPTION_LIMITS.startMs, new Error('The worker for encrypted media does not start.'));
      this.#worker.addEventListener('message', resolve, { once: true });
      this.#worker.addEventListener('error', ({ message }) => reject(new Error(`There is no worker for encrypted media. ${message ?? ''}`)));
      this.#worker.postMessage(key);
    });
  }

  /**
   * @param {RTCRtpSender | RTCRtpReceiver} end
   * @param {Omit<TransformOptions, 'port'>} options
   */
  #transform(end, options) {
    const { port1, port2 } = new MessageChannel();
    this.#ports.set(end, port1);
    port1.onmessage = (/** @type {MessageEvent<Readable>} */ { data }) => this.#hear(data.track, data.readable);
    return new RTCRtpScriptTransform(this.#worker, { ...options, port: port2 }, [port2]);
  }
}
