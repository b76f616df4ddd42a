/** @import { LocalTrackPublication } from './local_track_publication.js' */
/** @import { RemoteTrackPublication } from './remote_track_publication.js' */
import { EventEmitter } from './event_emitter.js';

/**
 * Someone in a room. Event: `disconnected(participant)`.
 * @template {LocalTrackPublication | RemoteTrackPublication} Publication
 */
export class Participant extends EventEmitter {
  /** @type {'connected' | 'disconnected'} */
  state = 'connected';
  /** @type {Map<string, Publication>} by the track's sid, as the three that follow */
  tracks = new Map();
  /** @type {Map<string, Publication>} */
  audioTracks = new Map();
  /** @type {Map<string, Publication>} */
  videoTracks = new Map();
  /** @type {Map<string, Publication>} empty: data is not a track here */
  dataTracks = new Map();

  /**
   * @param {string} sid
   * @param {string} identity the name that others see
   */
  constructor(sid, identity) {
    super();
    this.sid = sid;
    this.identity = identity;
  }

  /** The participant, or we, have left. */
  _disconnected() {
    if (this.state === 'disconnected') return;
    this.state = 'disconnected';
    this.emit('disconnected', this);
  }

  /**
   * @protected
   * @param {Publication} publication
   */
  _add(publication) {
    this.tracks.set(publication.trackSid, publication);
    this.#ofKind(publication).set(publication.trackSid, publication);
  }

  /**
   * @protected
   * @param {Publication} publication
   */
  _remove(publication) {
    this.tracks.delete(publication.trackSid);
    this.#ofKind(publication).delete(publication.trackSid);
  }

  /** @param {Publication} publication */
  #ofKind({ kind }) {
    return kind === 'audio' ? this.audioTracks : this.videoTracks;
  }
}
