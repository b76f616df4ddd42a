/** @import { MediaKind, TrackKind, TrackPriority, Verification } from '../bindings/client.js' */
/** @import { ParleyError } from './errors.js' */
/** @import { ParticipantEvents } from './participant.js' */
/** @import { Wish } from './remote_media_track.js' */
import { DataReceiver } from '../platform/data_receiver.js';
import { Participant } from './participant.js';
import { RemoteAudioTrack } from './remote_audio_track.js';
import { RemoteDataTrack } from './remote_data_track.js';
import { RemoteMediaTrack } from './remote_media_track.js';
import { RemoteTrackPublication } from './remote_track_publication.js';
import { RemoteVideoTrack } from './remote_video_track.js';

/** @typedef {RemoteMediaTrack | RemoteDataTrack} RemoteTrack */

/**
 * The room emits the same events, with the participant appended.
 * @typedef {object} RemoteTrackEvents
 * @property {[publication: RemoteTrackPublication]} trackPublished
 * @property {[publication: RemoteTrackPublication]} trackUnpublished
 * @property {[track: RemoteTrack, publication: RemoteTrackPublication]} trackSubscribed
 * @property {[track: RemoteTrack, publication: RemoteTrackPublication]} trackUnsubscribed
 * @property {[error: ParleyError, publication: RemoteTrackPublication]} trackSubscriptionFailed never
 * @property {[publication: RemoteTrackPublication]} trackEnabled
 * @property {[publication: RemoteTrackPublication]} trackDisabled
 * @property {[track: RemoteMediaTrack]} trackStarted
 * @property {[track: RemoteVideoTrack]} trackDimensionsChanged
 * @property {[data: string | ArrayBuffer, track: RemoteDataTrack]} trackMessage
 * @property {[track: RemoteTrack, publication: RemoteTrackPublication]} trackSwitchedOff
 * @property {[track: RemoteTrack, publication: RemoteTrackPublication]} trackSwitchedOn
 * @property {[priority: TrackPriority, publication: RemoteTrackPublication]} trackPublishPriorityChanged
 */

/**
 * Parley's own: `unreachable` if there has been no media connection for a while, and `reachable`;
 * `verificationChanged`.
 * @typedef {ParticipantEvents<RemoteParticipant> & RemoteTrackEvents &
 *   { unreachable: [reason: string], reachable: [], verificationChanged: [verification: Verification] }} RemoteParticipantEvents
 */

/**
 * What a participant needs from the room. `prefer` sets how much of a track to receive, or how important it is here.
 * @typedef {object} Context
 * @property {<Name extends keyof RemoteTrackEvents>(event: Name,
 *   ...values: [...RemoteTrackEvents[Name], participant: RemoteParticipant]) => void} notifyRoom
 * @property {(sid: string, wish: Wish) => void} prefer
 * @property {{ size: boolean, visibility: boolean } | null} followElements
 * @property {() => { own: string[], others: string[] }} fingerprints
 * @property {(kind: MediaKind) => void} mute as a host; throws if we are not a host
 * @property {() => void} remove as a host; throws if we are not a host
 */

/**
 * Another participant in the room.
 * @extends {Participant<RemoteTrackPublication, RemoteTrackPublication<RemoteAudioTrack>,
 *   RemoteTrackPublication<RemoteVideoTrack>, RemoteTrackPublication<RemoteDataTrack>, RemoteParticipantEvents>}
 */
export class RemoteParticipant extends Participant {
  /**
   * Why there is no media connection: "no-answer", "no-candidates", "no-relay" (the TURN server does
   * not answer), "no-path", "too-many-tracks" (of both sides together); '' while there is one.
   */
  unreachable = '';
  /**
   * Whether the connection leads to this participant and nobody in between, which `sharedSecret` proves. "unverified":
   * one of the two has no secret, or there is no connection yet. "forged": theirs is another, or the server has put
   * itself in between; nothing is sent or received. @type {Verification}
   */
  verification = 'unverified';
  #context;

  /**
   * @param {string} sid
   * @param {string} identity
   * @param {Context} context
   */
  constructor(sid, identity, context) {
    super(sid, identity);
    this.#context = context;
  }

  /**
   * @override
   * @template {keyof RemoteParticipantEvents} Name
   * @param {Name} event
   * @param {RemoteParticipantEvents[Name]} values
   */
  emit(event, ...values) {
    const heard = super.emit(event, ...values);
    if (isTrackEvent(event)) this.#context.notifyRoom(event, .../** @type {any} */ ([...values, this]));
    return heard;
  }

  /**
   * @param {string} sid
   * @param {TrackKind} kind
   * @param {string} name
   * @param {boolean} enabled
   * @param {TrackPriority} [priority]
   */
  _trackPublished(sid, kind, name, enabled, priority = 'standard') {
    const publication = new RemoteTrackPublication(sid, kind, name, enabled);
    publication.publishPriority = priority;
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
   * @param {TrackPriority} priority
   */
  _trackPriorityChanged(sid, priority) {
    const publication = this.tracks.get(sid);
    if (!publication) return;
    publication.publishPriority = priority;
    publication.emit('publishPriorityChanged', priority);
    this.emit('trackPublishPriorityChanged', priority, publication);
  }

  /**
   * @param {string} sid
   * @param {boolean} off
   */
  _trackSwitched(sid, off) {
    const publication = this.tracks.get(sid);
    const track = publication?.track;
    if (!publication || !track || track.kind === 'data') return;
    const event = off ? 'trackSwitchedOff' : 'trackSwitchedOn';
    track._setSwitchedOff(off);
    publication.emit(event, track);
    this.emit(event, track, publication);
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

  /**
   * Its media comes from elsewhere; to those who show it, it is the same track.
   * @param {string} sid
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  _trackMoved(sid, mediaStreamTrack) {
    const track = this.tracks.get(sid)?.track;
    if (track instanceof RemoteMediaTrack) track._moveTo(mediaStreamTrack);
  }

  /** @param {string} sid */
  _trackUnsubscribed(sid) {
    const publication = this.tracks.get(sid);
    const track = publication?.track;
    if (!publication || !track) return;
    publication.track = null;
    track._unsubscribed();
    publication.emit('unsubscribed', track);
    this.emit('trackUnsubscribed', track, publication);
  }

  /**
   * Of the certificates (RFC 8122) with which the two browsers prove who they are; none before they are connected.
   * Where both sides see the same, nobody is in between. Parley's own.
   */
  get fingerprints() {
    return this.#context.fingerprints();
  }

  /** @param {Verification} verification */
  _setVerification(verification) {
    this.verification = verification;
    this.emit('verificationChanged', verification);
  }

  /** @param {string} reason '' if media flows again */
  _setUnreachable(reason) {
    this.unreachable = reason;
    if (reason) this.emit('unreachable', reason);
    else this.emit('reachable');
  }

  /**
   * Switches all its tracks of that kind off; the participant may switch them on again. For hosts. Parley's
   * own.
   * @param {MediaKind} kind
   * @returns {this}
   * @throws {RangeError} for another kind
   * @throws {ParleyError} "host-required"
   */
  mute(kind) {
    if (kind !== 'audio' && kind !== 'video') throw new RangeError('A kind is "audio" or "video".');
    this.#context.mute(kind);
    return this;
  }

  /**
   * Removes the participant from the room. For hosts. Parley's own.
   * @throws {ParleyError} "host-required"
   */
  remove() {
    this.#context.remove();
  }

  /** None of its tracks is received any more. */
  _unsubscribeTracks() {
    for (const sid of this.tracks.keys()) this._trackUnsubscribed(sid);
  }

  /**
   * @param {RemoteTrackPublication} publication
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  #mediaTrack({ kind, trackSid: sid, trackName: name, isTrackEnabled: isEnabled }, mediaStreamTrack) {
    const RemoteTrack = kind === 'audio' ? RemoteAudioTrack : RemoteVideoTrack;
    const { prefer, followElements } = this.#context;
    const track = new RemoteTrack(mediaStreamTrack, {
      sid,
      name,
      isEnabled,
      prefer: (wish) => prefer(sid, wish),
    });
    const started = () => this.emit('trackStarted', track);
    if (track.kind === 'audio') return track.on('started', started);
    track.on('started', started);
    track.on('dimensionsChanged', () => this.emit('trackDimensionsChanged', track));
    if (followElements) track._followElements(followElements);
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

/**
 * @param {string} event
 * @returns {event is keyof RemoteTrackEvents}
 */
function isTrackEvent(event) {
  return event.startsWith('track');
}
