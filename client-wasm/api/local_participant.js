/** @import { TrackPriority } from '../bindings/client.js' */
/** @import { NetworkQualityConfiguration } from './connect_options.js' */
/** @import { EventEmitter } from './event_emitter.js' */
/** @import { ParticipantEvents } from './participant.js' */
/** @import { RemoteParticipant } from './remote_participant.js' */
import { checkedObject, checkNumber } from './check_options.js';
import { ParleyError } from './errors.js';
import { LocalAudioTrack } from './local_audio_track.js';
import { LocalDataTrack } from './local_data_track.js';
import { LocalMediaTrack } from './local_media_track.js';
import { checkedPriority, LocalTrackPublication } from './local_track_publication.js';
import { LocalVideoTrack } from './local_video_track.js';
import { Participant } from './participant.js';
import { createSid } from './sid.js';

/** @import { LocalTrackOptions, PublishOptions } from './local_media_track.js' */
/** @typedef {LocalMediaTrack | LocalDataTrack} LocalTrack */

/**
 * @typedef {ParticipantEvents<LocalParticipant> & {
 *   trackPublished: [publication: LocalTrackPublication],
 *   trackPublicationFailed: [error: ParleyError, track: LocalTrack],
 *   trackEnabled: [track: LocalTrack], trackDisabled: [track: LocalTrack],
 *   trackStarted: [track: LocalTrack], trackStopped: [track: LocalTrack],
 *   trackDimensionsChanged: [track: LocalVideoTrack],
 *   trackUnpublished: [publication: LocalTrackPublication],
 *   trackWarning: [name: string, publication: LocalTrackPublication],
 *   trackWarningsCleared: [publication: LocalTrackPublication],
 *   mutedByHost: [track: LocalMediaTrack, host: RemoteParticipant | null] }} LocalParticipantEvents
 *   `trackUnpublished` is only emitted by pages themselves, and the warnings never.
 *   `mutedByHost` is Parley's own: after the track was switched off; the host is null if it has left
 */

/**
 * The actions in the room that a published track needs.
 * @typedef {object} Publisher
 * @property {(sid: string, track: LocalTrack, priority: TrackPriority) => void} publishTrack
 * @property {(sid: string) => void} unpublishTrack
 * @property {(sid: string, enabled: boolean) => void} setTrackEnabled
 * @property {(sid: string, track: LocalMediaTrack) => void} replaceTrack
 * @property {(sid: string) => void} trackResized
 * @property {(sid: string, priority: TrackPriority) => void} setTrackPriority
 * @property {(parameters: BitrateParameters) => void} setParameters
 * @property {(configuration: NetworkQualityConfiguration) => void} setNetworkQualityConfiguration
 */

/**
 * In bit/s of each track to each participant; null for no limit, absent for no change.
 * @typedef {{ maxAudioBitrate?: number | null, maxVideoBitrate?: number | null }} BitrateParameters
 */

/**
 * The local participant in a room.
 * @extends {Participant<LocalTrackPublication, LocalTrackPublication<LocalAudioTrack>,
 *   LocalTrackPublication<LocalVideoTrack>, LocalTrackPublication<LocalDataTrack>, LocalParticipantEvents>}
 */
export class LocalParticipant extends Participant {
  /** The server's region; there is only one server. */
  signalingRegion = 'self';
  #publisher;
  /** What has become of a track, until the page is told; an error if it could not be published. @type {Map<string, ParleyError | null>} */
  #outcomes = new Map();
  /** @type {Map<string, () => void>} stops watching the track with that sid */
  #unwatch = new Map();
  /** @type {Set<string>} the sids of the tracks that are switched off as far as the room knows */
  #disabled = new Set();

  /**
   * @param {string} identity
   * @param {Publisher} publisher
   */
  constructor(identity, publisher) {
    super('', identity);
    this.#publisher = publisher;
  }

  /**
   * Sends a track to everyone in the room. A track that is already published stays as it is.
   * @param {LocalTrack | MediaStreamTrack} track
   * @param {PublishOptions} [options]
   * @returns {Promise<LocalTrackPublication>} rejected with a ParleyError if there are too many,
   *   an Error after the room was left, a TypeError for anything but a track
   */
  async publishTrack(track, options) {
    if (this.state === 'disconnected') throw new Error('LocalParticipant disconnected');
    const known = this.#find(track);
    if (known) return known;
    const publication = this._publish(asLocalTrack(track, options), options?.priority);
    const failure = this._reportOutcome(publication);
    if (failure) throw failure;
    return publication;
  }

  /**
   * @param {(LocalTrack | MediaStreamTrack)[]} tracks
   * @returns {Promise<LocalTrackPublication[]>}
   * @throws {TypeError} for anything but a list
   */
  publishTracks(tracks) {
    checkList(tracks);
    return Promise.all(tracks.map((track) => this.publishTrack(track)));
  }

  /**
   * Stops sending a track; the track itself continues.
   * @param {LocalTrack | MediaStreamTrack} track
   * @returns {LocalTrackPublication | null} null if it was not published
   * @throws {TypeError} for anything but a track
   */
  unpublishTrack(track) {
    const publication = this.#find(checkedTrack(track));
    if (!publication) return null;
    const { trackSid } = publication;
    this.#forget(trackSid);
    this._remove(publication);
    this.#publisher.unpublishTrack(trackSid);
    return publication;
  }

  /**
   * @param {(LocalTrack | MediaStreamTrack)[]} tracks
   * @returns {LocalTrackPublication[]} the publications of those that were published
   * @throws {TypeError} for anything but a list
   */
  unpublishTracks(tracks) {
    checkList(tracks);
    return tracks.flatMap((track) => this.unpublishTrack(track) ?? []);
  }

  /**
   * Limits what is sent.
   * @param {BitrateParameters | null} [parameters] null: no limits; by default nothing changes
   * @returns {this}
   * @throws {TypeError} for a value that is neither a number nor null
   */
  setParameters(parameters = {}) {
    const given = parameters === null ? {} : checkedObject('encodingParameters', parameters);
    for (const name of ['maxAudioBitrate', 'maxVideoBitrate']) {
      if ((given?.[name] ?? null) !== null) checkNumber(`encodingParameters.${name}`, given?.[name]);
    }
    const none = { maxAudioBitrate: null, maxVideoBitrate: null };
    this.#publisher.setParameters(parameters ?? none);
    return this;
  }

  /**
   * @param {NetworkQualityConfiguration} configuration
   * @returns {this}
   * @throws {TypeError} for anything but an object of numbers
   */
  setNetworkQualityConfiguration(configuration) {
    const given = checkedObject('networkQualityConfiguration', configuration ?? null);
    for (const name of ['local', 'remote']) {
      if (given && name in given) checkNumber(`networkQualityConfiguration.${name}`, given[name]);
    }
    this.#publisher.setNetworkQualityConfiguration(configuration);
    return this;
  }

  /**
   * The caller reports the outcome.
   * @param {LocalTrack} track
   * @param {TrackPriority} [priority]
   * @returns {LocalTrackPublication}
   */
  _publish(track, priority = 'standard') {
    const sid = createSid('MT');
    const publication = new LocalTrackPublication(sid, track, checkedPriority(priority), {
      unpublish: () => this.unpublishTrack(track),
      setPriority: (changed) => this.#publisher.setTrackPriority(sid, changed),
    });
    this._add(publication);
    this.#watch(publication);
    this.#outcomes.set(sid, null);
    this.#publisher.publishTrack(sid, track, priority);
    return publication;
  }

  /**
   * Emits whether the track was published; later, so that a page can add listeners when its promise resolves, as with
   * twilio-video.js.
   * @param {LocalTrackPublication} publication
   * @returns {ParleyError | null} why it was not
   */
  _reportOutcome(publication) {
    const { track, trackSid } = publication;
    const failure = this.#outcomes.get(trackSid) ?? null;
    this.#outcomes.delete(trackSid);
    setTimeout(() => {
      if (failure) this.emit('trackPublicationFailed', failure, track);
      else if (this.tracks.has(trackSid)) this.emit('trackPublished', publication);
    });
    return failure;
  }

  /**
   * @param {string} sid
   * @param {ParleyError} error
   */
  _trackPublicationFailed(sid, error) {
    const publication = this.tracks.get(sid);
    if (!publication) return;
    this.#forget(sid);
    this._remove(publication);
    if (this.#outcomes.has(sid)) this.#outcomes.set(sid, error);
    else setTimeout(() => this.emit('trackPublicationFailed', error, publication.track));
  }

  /**
   * @param {string} sid
   * @param {RemoteParticipant | null} host
   */
  _mutedByHost(sid, host) {
    const track = this.tracks.get(sid)?.track;
    if (!(track instanceof LocalMediaTrack)) return;
    // The room already knows, because it told us.
    this.#disabled.add(sid);
    track.disable();
    this.emit('mutedByHost', track, host);
  }

  /** @override */
  _disconnected() {
    for (const sid of [...this.#unwatch.keys()]) this.#forget(sid);
    super._disconnected();
  }

  /** @param {LocalTrackPublication} publication */
  #watch(publication) {
    const { track, trackSid } = publication;
    if (track.kind === 'data') return;
    if (!track.isEnabled) this.#disabled.add(trackSid);
    /** @param {'trackEnabled' | 'trackDisabled'} event */
    const enabledChanged = (event) => {
      this.#reportEnabled(trackSid, track.isEnabled);
      publication.emit(event);
      this.emit(event, track);
    };
    const listeners = {
      enabled: () => enabledChanged('trackEnabled'),
      disabled: () => enabledChanged('trackDisabled'),
      started: () => this.emit('trackStarted', track),
      stopped: () => this.emit('trackStopped', track),
      dimensionsChanged: () => {
        this.#publisher.trackResized(trackSid);
        this.emit('trackDimensionsChanged', /** @type {LocalVideoTrack} */ (track));
      },
      _replaced: () => this.#publisher.replaceTrack(trackSid, track),
    };
    /** @type {EventEmitter} */
    const emitter = track;
    for (const [event, listener] of Object.entries(listeners)) emitter.on(event, listener);
    this.#unwatch.set(trackSid, () => {
      for (const [event, listener] of Object.entries(listeners)) emitter.off(event, listener);
    });
  }

  /**
   * Tells the room, unless it already knows.
   * @param {string} sid
   * @param {boolean} enabled
   */
  #reportEnabled(sid, enabled) {
    if (enabled !== this.#disabled.has(sid)) return;
    if (enabled) this.#disabled.delete(sid);
    else this.#disabled.add(sid);
    this.#publisher.setTrackEnabled(sid, enabled);
  }

  /** @param {string} sid */
  #forget(sid) {
    this.#unwatch.get(sid)?.();
    this.#unwatch.delete(sid);
    this.#disabled.delete(sid);
  }

  /** @param {LocalTrack | MediaStreamTrack} track */
  #find(track) {
    return [...this.tracks.values()].find(
      ({ track: known }) =>
        known === track || (known.kind !== 'data' && known.mediaStreamTrack === track),
    );
  }
}

/**
 * @param {LocalTrack | MediaStreamTrack} track
 * @param {LocalTrackOptions} [options]
 * @returns {LocalTrack}
 */
export function asLocalTrack(track, options) {
  const checked = checkedTrack(track);
  return checked instanceof MediaStreamTrack ? asLocalMediaTrack(checked, options) : checked;
}

/**
 * @param {LocalTrack | MediaStreamTrack} track
 * @returns {LocalTrack | MediaStreamTrack}
 * @throws {TypeError} for anything else
 */
function checkedTrack(track) {
  if ([LocalMediaTrack, LocalDataTrack, MediaStreamTrack].some((kind) => track instanceof kind)) return track;
  throw new TypeError('A LocalAudio-, -Video- or -DataTrack or a MediaStreamTrack is needed.');
}

/** @param {unknown} tracks */
function checkList(tracks) {
  if (!Array.isArray(tracks)) throw new TypeError('tracks must be an Array of tracks');
}

/**
 * @param {MediaStreamTrack} track
 * @param {LocalTrackOptions} [options]
 * @returns {LocalMediaTrack}
 */
export function asLocalMediaTrack(track, options) {
  const LocalTrack = track.kind === 'audio' ? LocalAudioTrack : LocalVideoTrack;
  return new LocalTrack(track, options);
}
