/** @import { TrackPriority } from '../bindings/client.js' */
/** @import { DataReceiver } from '../platform/data_receiver.js' */
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';
import { checkedPreference } from './remote_media_track.js';

/** @typedef {{ message: [data: string | ArrayBuffer, track: RemoteDataTrack] }} RemoteDataTrackEvents */

/**
 * Messages that another participant sends.
 * @extends {EventEmitter<RemoteDataTrackEvents>}
 */
export class RemoteDataTrack extends EventEmitter {
  /** @readonly */
  kind = /** @type {const} */ ('data');
  isEnabled = true;
  isSubscribed = true;
  isSwitchedOff = false;
  /** @type {TrackPriority | null} as set here; the publication has the publisher's */
  priority = null;

  /**
   * @param {DataReceiver} receiver
   * @param {{ sid: string, name: string }} published
   */
  constructor(receiver, { sid, name }) {
    super();
    this.sid = sid;
    this.name = name;
    const { ordered, maxPacketLifeTime, maxRetransmits } = receiver.reliability;
    this.ordered = ordered;
    this.maxPacketLifeTime = maxPacketLifeTime;
    this.maxRetransmits = maxRetransmits;
    this.reliable = maxPacketLifeTime === null && maxRetransmits === null;
    receiver.listen((data) => {
      if (this.isSubscribed) this.emit('message', data, this);
    });
  }

  /**
   * Stored, with no effect: data does not go through an SFU.
   * @param {TrackPriority | null} priority null: the publisher's
   * @returns {this}
   */
  setPriority(priority) {
    this.priority = checkedPreference(priority);
    return this;
  }

  toJSON() {
    return toPlain(this, [
      'kind', 'name', 'sid', 'isEnabled', 'isSubscribed', 'isSwitchedOff', 'priority', 'ordered', 'maxPacketLifeTime',
      'maxRetransmits', 'reliable',
    ]);
  }

  _unsubscribed() {
    this.isSubscribed = false;
  }
}
