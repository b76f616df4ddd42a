import { LocalAudioTrack } from './local_audio_track.js';
import { LocalDataTrack } from './local_data_track.js';
import { LocalMediaTrack } from './local_media_track.js';
import { LocalTrackPublication } from './local_track_publication.js';
import { LocalVideoTrack } from './local_video_track.js';
import { Participant } from './participant.js';
import { createSid } from './sid.js';

/** @typedef {import('./local_media_track.js').LocalTrackOptions} LocalTrackOptions */
/** @typedef {LocalMediaTrack | LocalDataTrack} LocalTrack */

/**
 * What a published track needs done in the room.
 * @typedef {object} Publisher
 * @property {(sid: string, track: LocalTrack) => void} publishTrack
 * @property {(sid: string) => void} unpublishTrack
 * @property {(sid: string, enabled: boolean) => void} setTrackEnabled
 * @property {(sid: string, track: LocalMediaTrack) => void} replaceTrack
 */

/**
 * Oneself in a room.
 * Events: `trackPublished(publication)`, `trackEnabled(track)`, `trackDisabled(track)`,
 * `trackStopped(track)`, `trackStarted(track)`.
 * @extends {Participant<LocalTrackPublication, LocalTrackPublication<LocalAudioTrack>,
 *   LocalTrackPublication<LocalVideoTrack>, LocalTrackPublication<LocalDataTrack>>}
 */
export class LocalParticipant extends Participant {
  #publisher;
  /** @type {Map<string, () => void>} ends the watching of the track with that sid */
  #unwatch = new Map();

  /**
   * @param {string} identity
   * @param {Publisher} publisher
   */
  constructor(identity, publisher) {
    super('', identity);
    this.#publisher = publisher;
  }

  /**
   * Sends a track to everyone in the room. One that is already published stays as it is.
   * @param {LocalTrack | MediaStreamTrack} track
   * @param {LocalTrackOptions} [options] for a MediaStreamTrack
   * @returns {Promise<LocalTrackPublication>} rejected after the room was left, with a TypeError
   *   for what is no track
   */
  async publishTrack(track, options) {
    if (this.state === 'disconnected') throw new Error('The room has been left.');
    const known = this.#find(track);
    if (known) return known;
    const publication = this._publish(asLocalTrack(track, options));
    this.emit('trackPublished', publication);
    return publication;
  }

  /**
   * @param {(LocalTrack | MediaStreamTrack)[]} tracks
   * @returns {Promise<LocalTrackPublication[]>}
   */
  publishTracks(tracks) {
    return Promise.all(tracks.map((track) => this.publishTrack(track)));
  }

  /**
   * Stops sending a track; the track itself goes on.
   * @param {LocalTrack | MediaStreamTrack} track
   * @returns {LocalTrackPublication | null} null for one that was not published
   */
  unpublishTrack(track) {
    const publication = this.#find(track);
    if (!publication) return null;
    const { trackSid } = publication;
    this.#forget(trackSid);
    this._remove(publication);
    this.#publisher.unpublishTrack(trackSid);
    return publication;
  }

  /**
   * @param {(LocalTrack | MediaStreamTrack)[]} tracks
   * @returns {LocalTrackPublication[]} of those that were published
   */
  unpublishTracks(tracks) {
    return tracks.flatMap((track) => this.unpublishTrack(track) ?? []);
  }

  /**
   * @param {LocalTrack} track
   * @returns {LocalTrackPublication}
   */
  _publish(track) {
    const sid = createSid('MT');
    const publication = new LocalTrackPublication(sid, track, () => this.unpublishTrack(track));
    this._add(publication);
    this.#watch(publication);
    this.#publisher.publishTrack(sid, track);
    return publication;
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
    /** @param {'trackEnabled' | 'trackDisabled'} event */
    const enabledChanged = (event) => {
      this.#publisher.setTrackEnabled(trackSid, track.isEnabled);
      publication.emit(event);
      this.emit(event, track);
    };
    const listeners = {
      enabled: () => enabledChanged('trackEnabled'),
      disabled: () => enabledChanged('trackDisabled'),
      started: () => this.emit('trackStarted', track),
      stopped: () => this.emit('trackStopped', track),
      _replaced: () => this.#publisher.replaceTrack(trackSid, track),
    };
    for (const [event, listener] of Object.entries(listeners)) track.on(event, listener);
    this.#unwatch.set(trackSid, () => {
      for (const [event, listener] of Object.entries(listeners)) track.off(event, listener);
    });
  }

  /** @param {string} sid */
  #forget(sid) {
    this.#unwatch.get(sid)?.();
    this.#unwatch.delete(sid);
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
  if (track instanceof LocalMediaTrack || track instanceof LocalDataTrack) return track;
  if (track instanceof MediaStreamTrack) return asLocalMediaTrack(track, options);
  throw new TypeError('A LocalAudio-, -Video- or -DataTrack or a MediaStreamTrack is needed.');
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
