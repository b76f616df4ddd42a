/** @import { TrackKind, TrackPriority } from '../bindings/client.js' */
/** @import { ParleyError } from './errors.js' */
/** @import { RemoteTrack } from './remote_participant.js' */
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';

/**
 * @template Track
 * @typedef {{ subscribed: [track: Track], unsubscribed: [track: Track], subscriptionFailed: [error: ParleyError],
 *   trackEnabled: [], trackDisabled: [],
 *   trackSwitchedOff: [track: Track], trackSwitchedOn: [track: Track],
 *   publishPriorityChanged: [priority: TrackPriority] }} RemoteTrackPublicationEvents
 */

/**
 * A track that another participant has published; `track` is set while it is received.
 * @template {RemoteTrack} [Track=RemoteTrack]
 * @extends {EventEmitter<RemoteTrackPublicationEvents<Track>>}
 */
export class RemoteTrackPublication extends EventEmitter {
  /** @type {Track | null} */
  track = null;
  /** @type {TrackPriority} how important the track is to its publisher */
  publishPriority = 'standard';

  /**
   * @param {string} trackSid
   * @param {TrackKind} kind
   * @param {string} trackName
   * @param {boolean} isTrackEnabled
   */
  constructor(trackSid, kind, trackName, isTrackEnabled) {
    super();
    this.trackSid = trackSid;
    this.kind = kind;
    this.trackName = trackName;
    this.isTrackEnabled = isTrackEnabled;
  }

  get isSubscribed() {
    return this.track !== null;
  }

  toJSON() {
    return toPlain(this, [
      'kind', 'trackName', 'trackSid', 'isSubscribed', 'isTrackEnabled', 'publishPriority',
    ]);
  }
}
