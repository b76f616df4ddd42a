/** @import { MediaKind, TrackPriority } from '../bindings/client.js' */
import { checkedPriority } from './local_track_publication.js';
import { MediaTrack } from './media_track.js';

/**
 * How much of a track is needed, or how important it is here; null: as important as to its publisher.
 * @typedef {{ off: boolean, height: number } | { priority: TrackPriority | null }} Wish
 */

/**
 * What is known about a track when it is subscribed. `prefer` sets how much of it is needed, or how important it is.
 * @typedef {object} Published
 * @property {string} sid
 * @property {string} name
 * @property {boolean} isEnabled
 * @property {(wish: Wish) => void} [prefer]
 */

/**
 * @template Track
 * @typedef {import('./media_track.js').MediaTrackEvents<Track> & { switchedOff: [track: Track],
 *   switchedOn: [track: Track] }} RemoteMediaTrackEvents
 */

/**
 * A track that another participant sends.
 * @template {MediaKind} [Kind=MediaKind]
 * @template {RemoteMediaTrackEvents<any>} [Events=RemoteMediaTrackEvents<any>]
 * @extends {MediaTrack<Kind, Events>}
 */
export class RemoteMediaTrack extends MediaTrack {
  isSwitchedOff = false;
  /** @type {TrackPriority | null} as set here; the publication has the publisher's */
  priority = null;
  #prefer;
  #unsubscribed = false;

  /**
   * @param {MediaStreamTrack} mediaStreamTrack
   * @param {Published} published
   */
  constructor(mediaStreamTrack, { sid, name, isEnabled, prefer = () => {} }) {
    super(mediaStreamTrack, name);
    this.sid = sid;
    this.isEnabled = isEnabled;
    // A track that is marked as off is not played, whatever arrives.
    mediaStreamTrack.enabled = isEnabled;
    this.#prefer = prefer;
  }

  /**
   * Which pictures come first where an SFU's line to us does not bear all of them.
   * @param {TrackPriority | null} priority null: the publisher's
   * @returns {this}
   */
  setPriority(priority) {
    this.priority = checkedPreference(priority);
    this.#prefer({ priority });
    return this;
  }

  /**
   * The sender has muted or unmuted it.
   * @param {boolean} isEnabled
   */
  _setEnabled(isEnabled) {
    this.isEnabled = isEnabled;
    this.mediaStreamTrack.enabled = isEnabled;
    this._emit(isEnabled ? 'enabled' : 'disabled');
  }

  /** @param {boolean} isSwitchedOff */
  _setSwitchedOff(isSwitchedOff) {
    this.isSwitchedOff = isSwitchedOff;
    this._emit(isSwitchedOff ? 'switchedOff' : 'switchedOn');
  }

  /** @param {MediaStreamTrack} mediaStreamTrack continues with this one */
  _moveTo(mediaStreamTrack) {
    mediaStreamTrack.enabled = this.isEnabled;
    if (mediaStreamTrack !== this.mediaStreamTrack) this._replace(mediaStreamTrack);
    if (!this.isStarted && !mediaStreamTrack.muted) this._started();
  }

  /** It is no longer received. */
  _unsubscribed() {
    this.#prefer = () => {};
    this.#unsubscribed = true;
  }

  /**
   * The media belongs to an m-line, which may carry another track later.
   * @override
   * @protected
   */
  _started() {
    if (!this.#unsubscribed) super._started();
  }

  /**
   * @protected
   * @param {boolean} off
   * @param {number} height
   */
  _prefer(off, height) {
    this.#prefer({ off, height });
  }
}

/**
 * @param {TrackPriority | null} priority
 * @returns {TrackPriority | null}
 * @throws {RangeError} for anything else
 */
export function checkedPreference(priority) {
  return priority === null ? null : checkedPriority(priority);
}
