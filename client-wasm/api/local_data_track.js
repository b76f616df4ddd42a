import { DataSender } from '../platform/data_sender.js';
import { toWellFormed } from '../platform/well_formed.js';
import { EventEmitter } from './event_emitter.js';
import { createSid } from './sid.js';

/** @typedef {import('../platform/data_sender.js').Payload} Payload */

/**
 * At most one of `maxPacketLifeTime`, in milliseconds, and `maxRetransmits`: with one of them the
 * track is lossy.
 * @typedef {object} LocalDataTrackOptions
 * @property {string} [name]
 * @property {unknown} [logLevel] without effect
 * @property {boolean} [ordered]
 * @property {number | null} [maxPacketLifeTime]
 * @property {number | null} [maxRetransmits]
 */

/** One's own messages to everyone in a room, from browser to browser. */
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
   * @throws {TypeError} for what is larger
   * @throws {DOMException} OperationError where 16 MiB wait already: see `whenDrained()`
   */
  send(data) {
    this._sender.send(data);
  }

  /** Parley's own: how many bytes wait for the slowest of those who receive. */
  get bufferedAmount() {
    return this._sender.bufferedAmount;
  }

  /**
   * Parley's own: waits between the pieces of something big.
   * @returns {Promise<void>} when no more than 256 KiB wait to be sent
   */
  whenDrained() {
    return this._sender.whenDrained();
  }
}
