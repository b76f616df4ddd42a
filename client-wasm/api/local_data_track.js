import { DataSender } from '../platform/data_sender.js';
import { toWellFormed } from '../platform/well_formed.js';
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';
import { createSid } from './sid.js';

/** @typedef {import('../platform/data_sender.js').Payload} Payload */

/**
 * At most one of `maxPacketLifeTime`, in milliseconds, and `maxRetransmits`; either makes the
 * track lossy.
 * @typedef {object} LocalDataTrackOptions
 * @property {string} [name]
 * @property {unknown} [logLevel] without effect, like the next
 * @property {unknown} [workaroundWebKitBug1208516]
 * @property {boolean} [ordered]
 * @property {number | null} [maxPacketLifeTime]
 * @property {number | null} [maxRetransmits]
 */

/** The local participant's messages to everyone in a room, from browser to browser. */
export class LocalDataTrack extends EventEmitter {
  /** @readonly */
  kind = /** @type {const} */ ('data');
  /** @readonly */
  isEnabled = true;
  id = createSid('');

  /** @param {LocalDataTrackOptions} [options] */
  constructor({ name, ordered = true, maxPacketLifeTime = null, maxRetransmits = null } = {}) {
    super();
    if (maxPacketLifeTime !== null && maxRetransmits !== null) {
      throw new TypeError('Either maxPacketLifeTime or maxRetransmits can be given, not both.');
    }
    this.name = toWellFormed(String(name ?? this.id));
    this.ordered = ordered;
    this.maxPacketLifeTime = maxPacketLifeTime;
    this.maxRetransmits = maxRetransmits;
    this.reliable = maxPacketLifeTime === null && maxRetransmits === null;
    /** @type {RTCDataChannelInit} */
    const init = { ordered };
    if (maxPacketLifeTime !== null) init.maxPacketLifeTime = maxPacketLifeTime;
    if (maxRetransmits !== null) init.maxRetransmits = maxRetransmits;
    this._sender = new DataSender(init, this.reliable);
  }

  /**
   * Sends a message to everyone who receives the track. Binary data arrives as ArrayBuffer.
   * @param {Payload | Blob} data at most 256 KiB
   * @throws {TypeError} if it is larger
   * @throws {DOMException} OperationError if 16 MiB are already waiting: see `whenDrained()`
   */
  send(data) {
    this._sender.send(data);
  }

  toJSON() {
    return toPlain(this, ['kind', 'name', 'id', 'isEnabled', 'ordered', 'maxPacketLifeTime', 'maxRetransmits', 'reliable']);
  }

  /** Parley's own: how many bytes are waiting for the slowest receiver. */
  get bufferedAmount() {
    return this._sender.bufferedAmount;
  }

  /**
   * Parley's own: for waiting between the pieces of something large.
   * @returns {Promise<void>} resolves when no more than 256 KiB are waiting to be sent
   */
  whenDrained() {
    return this._sender.whenDrained();
  }
}
