/** @import { TrackKind } from '../bindings/client.js' */
import { DataReceiver } from '../platform/data_receiver.js';
import { Participant } from './participant.js';
import { RemoteAudioTrack } from './remote_audio_track.js';
import { RemoteDataTrack } from './remote_data_track.js';
import { RemoteMediaTrack } from './remote_media_track.js';
import { RemoteTrackPublication } from './remote_track_publication.js';
import { RemoteVideoTrack } from './remote_video_track.js';

/** @typedef {RemoteMediaTrack | RemoteDataTrack} RemoteTrack */

/**
 * Someone else in the room.
 * Events: `trackPublished(publication)`, `trackUnpublished(publication)`,
 * `trackSubscribed(track, publication)`, `trackUnsubscribed(track, publication)`,
 * `trackEnabled(publication)`, `trackDisabled(publication)`, `trackStarted(track)`,
 * `trackMessage(data, track)`.
 * The room tells the same events, with the participant appended. Parley's own: `unreachable(reason)`
 * where there has been no media connection for a while, and `reachable()`.
 * @extends {Participant<RemoteTrackPublication, RemoteTrackPublication<RemoteAudioTrack>,
 *   RemoteTrackPublication<RemoteVideoTrack>, RemoteTrackPublication<RemoteDataTrack>>}
 */
export class RemoteParticipant extends Participant {
  /**
   * Why there is no media connection: "no-answer", "no-candidates", "no-relay" (the TURN server does
   * not answer), "no-path"; '' while there is.
   */
  unreachable = '';
  #tellRoom;

  /**
   * @param {string} sid
   * @param {string} identity
   * @param {(event: string, ...values: unknown[]) => void} tellRoom
   */
  constructor(sid, identity, tellRoom) {
    super(sid, identity);
    this.#tellRoom = tellRoom;
  }

  /**
   * @override
   * @param {string} event
   * @param {...unknown} values
   */
  emit(event, ...values) {
    const heard = super.emit(event, ...values);
    if (event.startsWith('track')) this.#tellRoom(event, ...values, this);
    return heard;
  }

  /**
   * @param {string} sid
   * @param {TrackKind} kind
   * @param {string} name
   * @param {boolean} enabled
   */
  _trackPublished(sid, kind, name, enabled) {
    const publication = new RemoteTrackPublication(sid, kind, name, enabled);
    this._add(publication);
    this.emit('trackPublished', publication);
  }

  /** @param {string} sid */
  _trackUnpublished(sid) {
    const publication = this.tracks.get(sid);
    if (!publication) return;
    this._remove(publication);
    this.emit('trackUnpublished', publication);
  }

  /**
   * @param {string} sid
   * @param {boolean} enabled
   */
  _trackEnabled(sid, enabled) {
    const publication = this.tracks.get(sid);
    if (!publication || publication.isTrackEnabled === enabled) return;
    publication.isTrackEnabled = enabled;
    if (publication.track instanceof RemoteMediaTrack) publication.track._setEnabled(enabled);
    const event = enabled ? 'trackEnabled' : 'trackDisabled';
    publication.emit(event);
    this.emit(event, publication);
  }

  /**
   * @param {string} sid
   * @param {MediaStreamTrack | DataReceiver} received
   */
  _trackSubscribed(sid, received) {
    const publication = this.tracks.get(sid);
    if (!publication) return;
    const track = received instanceof DataReceiver
      ? this.#dataTrack(publication, received)
      : this.#mediaTrack(publication, received);
    publication.track = track;
    publication.emit('subscribed', track);
    this.emit('trackSubscribed', track, publication);
  }

  /** @param {string} sid */
  _trackUnsubscribed(sid) {
    const publication = this.tracks.get(sid);
    const track = publication?.track;
    if (!publication || !track) return;
    publication.track = null;
    if (track instanceof RemoteDataTrack) track._unsubscribed();
    publication.emit('unsubscribed', track);
    this.emit('trackUnsubscribed', track, publication);
  }

  /** @param {string} reason '' where media flows again */
  _setUnreachable(reason) {
    this.unreachable = reason;
    if (reason) this.emit('unreachable', reason);
    else this.emit('reachable');
  }

  /** @override */
  _disconnected() {
    for (const sid of this.tracks.keys()) this._trackUnsubscribed(sid);
    super._disconnected();
  }

  /**
   * @param {RemoteTrackPublication} publication
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  #mediaTrack({ kind, trackSid: sid, trackName: name, isTrackEnabled: isEnabled }, mediaStreamTrack) {
    const RemoteTrack = kind === 'audio' ? RemoteAudioTrack : RemoteVideoTrack;
    const track = new RemoteTrack(mediaStreamTrack, { sid, name, isEnabled });
    track.on('started', () => this.emit('trackStarted', track));
    return track;
  }

  /**
   * @param {RemoteTrackPublication} publication
   * @param {DataReceiver} receiver
   */
  #dataTrack({ trackSid: sid, trackName: name }, receiver) {
    const track = new RemoteDataTrack(receiver, { sid, name });
    track.on('message', (/** @type {string | ArrayBuffer} */ data) => {
      this.emit('trackMessage', data, track);
    });
    return track;
  }
}
