import { DATA_LIMITS } from './data_limits.js';

/** A data channel that the other side has opened. Data that arrives before someone listens is kept. */
export class DataReceiver {
  #channel;
  /** @type {(string | ArrayBuffer)[]} */
  #unheard = [];
  #unheardBytes = 0;
  /** @type {((data: string | ArrayBuffer) => void) | null} */
  #listener = null;

  /** @param {RTCDataChannel} channel */
  constructor(channel) {
    this.#channel = channel;
    channel.binaryType = 'arraybuffer';
    channel.onmessage = ({ data }) => {
      if (this.#listener) this.#listener(data);
      else this.#keep(data);
    };
  }

  /** As negotiated: `ordered`, `maxPacketLifeTime` in milliseconds, `maxRetransmits`. */
  get reliability() {
    const { ordered, maxPacketLifeTime, maxRetransmits } = this.#channel;
    return { ordered, maxPacketLifeTime, maxRetransmits };
  }

  /** @param {(data: string | ArrayBuffer) => void} listener */
  listen(listener) {
    // Later, so that whoever is just being told about the track can add a listener first.
    queueMicrotask(() => {
      for (const data of this.#unheard) listener(data);
      this.#unheard = [];
      this.#listener = listener;
    });
  }

  /** @param {string | ArrayBuffer} data */
  #keep(data) {
    this.#unheardBytes += typeof data === 'string' ? data.length : data.byteLength;
    const { unheardBytes, unheardMessages } = DATA_LIMITS;
    if (this.#unheardBytes <= unheardBytes && this.#unheard.length < unheardMessages) this.#unheard.push(data);
  }
}
