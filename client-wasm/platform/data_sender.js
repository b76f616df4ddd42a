import { DATA_LIMITS } from './data_limits.js';

/** @typedef {string | ArrayBuffer | ArrayBufferView} Payload */

/**
 * Sends the data of one published track: the same to everyone, over a separate channel to each. If a
 * channel is not open yet, or is busy, it keeps the data of a reliable track; the data of a lossy track
 * is lost for it.
 */
export class DataSender {
  /** @type {Map<RTCDataChannel, Backlog>} */
  #backlogs = new Map();
  /** @type {(() => void)[]} */
  #waiting = [];
  /** Messages after a Blob wait until it is read. @type {Promise<void> | null} */
  #reading = null;
  #bytesRead = 0;

  /**
   * @param {RTCDataChannelInit} init
   * @param {boolean} reliable
   */
  constructor(init, reliable) {
    this.init = init;
    this.reliable = reliable;
  }

  /** The number of receivers. */
  get size() {
    return this.#backlogs.size;
  }

  /** Bytes waiting for the slowest receiver. */
  get bufferedAmount() {
    let most = 0;
    for (const [channel, backlog] of this.#backlogs) {
      if (channel.readyState !== 'open') continue;
      most = Math.max(most, channel.bufferedAmount + backlog.bytes);
    }
    return most + this.#bytesRead;
  }

  /**
   * @param {Payload | Blob} data
   * @throws {TypeError} if it is larger than a message may be
   * @throws {DOMException} OperationError if too much is already waiting; nothing was sent then
   */
  send(data) {
    const size = sizeOf(data);
    if (size > DATA_LIMITS.messageBytes) {
      throw new TypeError(`A message has at most ${DATA_LIMITS.messageBytes} bytes, not ${size}.`);
    }
    if (this.reliable && this.bufferedAmount + size > DATA_LIMITS.bufferedBytes) {
      throw new DOMException('Too much waits to be sent: see whenDrained().', 'OperationError');
    }
    if (data instanceof Blob || this.#reading) this.#sendInTurn(data, size);
    else this.#sendToAll(data, size);
  }

  /** @returns {Promise<void>} resolves when little or nothing is waiting any more */
  whenDrained() {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#notifyDrained();
    });
  }

  /** @param {RTCDataChannel} channel sends what `send()` gets from now on */
  add(channel) {
    this.#backlogs.set(channel, new Backlog());
    channel.bufferedAmountLowThreshold = DATA_LIMITS.lowWaterBytes;
    channel.onopen = () => this.#flush(channel);
    channel.onbufferedamountlow = () => this.#flush(channel);
    channel.onclose = () => this.remove(channel);
  }

  /** @param {RTCDataChannel} channel */
  remove(channel) {
    this.#backlogs.delete(channel);
    this.#notifyDrained();
  }

  /**
   * @param {Payload | Blob} data
   * @param {number} size
   */
  #sendInTurn(data, size) {
    const kept = data instanceof Blob ? data : copyOf(data);
    this.#bytesRead += size;
    const turn = (this.#reading ?? Promise.resolve())
      .then(() => (kept instanceof Blob ? kept.arrayBuffer() : kept))
      .then((payload) => this.#sendToAll(payload, size))
      // The file no longer exists; this does not affect the messages after it.
      .catch((error) => console.warn('Parley: a Blob could not be read.', error))
      .finally(() => {
        this.#bytesRead -= size;
        if (this.#reading === turn) this.#reading = null;
        this.#notifyDrained();
      });
    this.#reading = turn;
  }

  /**
   * @param {Payload} data
   * @param {number} size
   */
  #sendToAll(data, size) {
    for (const [channel, backlog] of this.#backlogs) {
      const free = channel.bufferedAmount <= DATA_LIMITS.highWaterBytes;
      const ready = channel.readyState === 'open' && free && backlog.bytes === 0;
      if (ready && trySend(channel, data)) continue;
      if (this.reliable) backlog.push(copyOf(data), size, channel.readyState === 'open');
    }
  }

  /** @param {RTCDataChannel} channel */
  #flush(channel) {
    const backlog = this.#backlogs.get(channel);
    while (backlog?.first && channel.bufferedAmount <= DATA_LIMITS.highWaterBytes) {
      if (!trySend(channel, backlog.first.data)) break;
      backlog.shift();
    }
    this.#notifyDrained();
  }

  #notifyDrained() {
    if (this.bufferedAmount > DATA_LIMITS.lowWaterBytes) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** What a channel still has to send. */
class Backlog {
  bytes = 0;
  /** @type {{ data: Payload, size: number }[]} */
  #messages = [];

  get first() {
    return this.#messages.at(0);
  }

  /**
   * @param {Payload} data
   * @param {number} size
   * @param {boolean} open  otherwise the oldest messages are dropped over the limit
   */
  push(data, size, open) {
    // An empty message counts too.
    this.#messages.push({ data, size: Math.max(size, 1) });
    this.bytes += Math.max(size, 1);
    while (!open && this.bytes > DATA_LIMITS.unopenedBytes) this.shift();
  }

  shift() {
    this.bytes -= this.#messages.shift()?.size ?? 0;
  }
}

/**
 * @param {RTCDataChannel} channel
 * @param {Payload} data
 */
function trySend(channel, data) {
  try {
    // The DOM's types have a separate overload for each type.
    channel.send(/** @type {string} */ (data));
    return true;
  } catch {
    // The channel's buffer is full after all, or it has just been closed.
    return false;
  }
}

/**
 * The sender may reuse its buffer.
 * @param {Payload} data
 * @returns {Payload}
 */
function copyOf(data) {
  if (typeof data === 'string') return data;
  if (data instanceof ArrayBuffer) return data.slice(0);
  return Uint8Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)).buffer;
}

/** @param {Payload | Blob} data */
function sizeOf(data) {
  if (typeof data === 'string') return new TextEncoder().encode(data).length;
  return data instanceof Blob ? data.size : data.byteLength;
}
