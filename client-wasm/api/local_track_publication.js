/** @import { LocalMediaTrack } from './local_media_track.js' */
import { EventEmitter } from './event_emitter.js';

/** One's own track, as it is published in a room. Events: `trackEnabled`, `trackDisabled`. */
export class LocalTrackPublication extends EventEmitter {
  #unpublish;

  /**
   * @param {string} trackSid
   * @param {LocalMediaTrack} track
   * @param {() => void} unpublish
   */
  constructor(trackSid, track, unpublish) {
    super();
    this.trackSid = trackSid;
    this.track = track;
    this.kind = track.kind;
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
