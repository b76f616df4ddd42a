/** @import { TrackKind } from '../bindings/client.js' */
/** @import { LocalTrack } from './local_participant.js' */
import { EventEmitter } from './event_emitter.js';

/**
 * One's own track, as it is published in a room. Events: `trackEnabled`, `trackDisabled`.
 * @template {LocalTrack} [Track=LocalTrack]
 */
export class LocalTrackPublication extends EventEmitter {
  #unpublish;

  /**
   * @param {string} trackSid
   * @param {Track} track
   * @param {() => void} unpublish
   */
  constructor(trackSid, track, unpublish) {
    super();
    this.trackSid = trackSid;
    this.track = track;
    this.kind = /** @type {TrackKind} */ (track.kind);
    this.trackName = track.name;
    this.#unpublish = unpublish;
  }

  get isTrackEnabled() {
    return this.track.isEnabled;
  }

  /** @returns {this} */
  unpublish() {
    this.#unpublish();
    return this;
  }
}
