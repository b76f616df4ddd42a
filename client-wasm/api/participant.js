/** @import { LocalTrackPublication } from './local_track_publication.js' */
/** @import { MeasuredQuality, NetworkQualityStats } from './network_quality_stats.js' */
/** @import { RemoteTrackPublication } from './remote_track_publication.js' */
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';
import { networkQualityStats } from './network_quality_stats.js';

/**
 * `reconnecting` and `reconnected`: the connection to the server was lost and is back.
 * @template One
 * @typedef {{ disconnected: [participant: One], reconnecting: [participant: One],
 *   reconnected: [participant: One],
 *   networkQualityLevelChanged: [level: number, stats: NetworkQualityStats | null],
 *   hostChanged: [participant: One] }} ParticipantEvents `hostChanged` is Parley's own
 */

/**
 * Someone in a room.
 * @template {LocalTrackPublication | RemoteTrackPublication} Publication
 * @template {Publication} Audio
 * @template {Publication} Video
 * @template {Publication} Data
 * @template {ParticipantEvents<any>} Events
 * @extends {EventEmitter<Events>}
 */
export class Participant extends EventEmitter {
  /** @type {'connected' | 'reconnecting' | 'disconnected'} */
  state = 'connected';
  /** @type {Map<string, Publication>} by the track's sid, like the next three */
  tracks = new Map();
  /** @type {Map<string, Audio>} */
  audioTracks = new Map();
  /** @type {Map<string, Video>} */
  videoTracks = new Map();
  /** @type {Map<string, Data>} */
  dataTracks = new Map();
  /** A host of the room may lock it, remove others, and so on. Parley's own. */
  isHost = false;
  /** @type {number | null} null while it is unknown, or not requested */
  networkQualityLevel = null;
  /** @type {NetworkQualityStats | null} null if only the level was requested */
  networkQualityStats = null;

  /**
   * @param {string} sid
   * @param {string} identity the name that others see
   */
  constructor(sid, identity) {
    super();
    this.sid = sid;
    this.identity = identity;
  }

  /** @returns {boolean} whether that is new */
  _reconnecting() {
    return this.#change('connected', 'reconnecting');
  }

  /** @returns {boolean} whether that is new */
  _reconnected() {
    return this.#change('reconnecting', 'connected');
  }

  /**
   * @param {boolean} isHost
   * @returns {boolean} whether that is new
   */
  _setHost(isHost) {
    if (this.isHost === isHost) return false;
    this.isHost = isHost;
    this.emit('hostChanged', this);
    return true;
  }

  /**
   * @param {MeasuredQuality} stats
   * @param {number} verbosity 0: nothing is requested; 1: the level
   */
  _setNetworkQuality(stats, verbosity) {
    if (verbosity === 0) return;
    this.networkQualityStats = verbosity > 1 ? networkQualityStats(stats, verbosity) : null;
    if (this.networkQualityLevel === stats.level) return;
    this.networkQualityLevel = stats.level;
    this.emit('networkQualityLevelChanged', stats.level, this.networkQualityStats);
  }

  toJSON() {
    return toPlain(this, [
      'sid', 'identity', 'state', 'networkQualityLevel', 'networkQualityStats', 'tracks',
      'audioTracks', 'videoTracks', 'dataTracks',
    ]);
  }

  /** The participant, or we, have left. */
  _disconnected() {
    if (this.state === 'disconnected') return;
    this.state = 'disconnected';
    this.emit('disconnected', this);
  }

  /**
   * @param {'connected' | 'reconnecting'} from
   * @param {'connected' | 'reconnecting'} to
   */
  #change(from, to) {
    if (this.state !== from) return false;
    this.state = to;
    this.emit(to === 'connected' ? 'reconnected' : to, this);
    return true;
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

  /**
   * @param {Publication} publication
   * @returns {Map<string, Publication>}
   */
  #ofKind({ kind }) {
    return { audio: this.audioTracks, video: this.videoTracks, data: this.dataTracks }[kind];
  }
}
