/** @import { MediaKind, VideoQuality } from '../bindings/client.js' */
/** @import { LocalParticipant } from './local_participant.js' */
/** @import { LocalTrackPublication } from './local_track_publication.js' */
/** @import { RemoteTrackEvents } from './remote_participant.js' */
/** @import { Wish } from './remote_media_track.js' */
/** @import { StatsReport } from './stats_report.js' */
import { toWellFormed } from '../platform/well_formed.js';
import { isVideoQuality } from './connect_options.js';
import { ParleyError } from './errors.js';
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';
import { LONGEST_BYTES, charactersOver } from './limits.js';
import { RemoteParticipant } from './remote_participant.js';

/**
 * The actions that a room needs.
 * @typedef {object} RoomActions
 * @property {() => void} leave
 * @property {(locked: boolean) => void} setLocked
 * @property {(on: boolean) => void} setWaitingRoom
 * @property {(password: string) => void} setPassword
 * @property {(participant: string) => void} admit
 * @property {(participant: string) => void} refuse
 * @property {(participant: string, kind: MediaKind) => void} mute
 * @property {(participant: string) => void} remove
 * @property {() => void} end
 * @property {(quality: VideoQuality) => void} setVideoQuality
 * @property {() => string} eventLog
 * @property {() => Promise<StatsReport[]>} getStats
 * @property {(participant: string, sid: string, wish: Wish) => void} prefer
 * @property {(participant: string) => { own: string[], others: string[] }} fingerprints
 * @property {{ size: boolean, visibility: boolean } | null} followElements
 */

/**
 * Someone who is waiting to be let in.
 * @typedef {object} WaitingParticipant
 * @property {string} sid the sid that they will have in the room
 * @property {string} identity
 */

/**
 * Every track event of a RemoteParticipant, with the participant appended.
 * @typedef {{ [Name in keyof RemoteTrackEvents]:
 *   [...RemoteTrackEvents[Name], participant: RemoteParticipant] }} RoomTrackEvents
 */

/**
 * @typedef {object} OwnRoomEvents
 * @property {[participant: RemoteParticipant]} participantConnected
 * @property {[participant: RemoteParticipant]} participantDisconnected
 * @property {[error: ParleyError]} reconnecting the connection to the server was lost; media may continue
 * @property {[]} reconnected
 * @property {[participant: RemoteParticipant]} participantReconnecting another participant's connection was lost
 * @property {[participant: RemoteParticipant]} participantReconnected
 * @property {[participant: RemoteParticipant | null]} dominantSpeakerChanged null: the speaker has left
 * @property {[room: Room]} settingsChanged Parley's own, like the next six: hosts have changed a setting
 * @property {[participant: LocalParticipant | RemoteParticipant]} participantHostChanged
 * @property {[person: WaitingParticipant]} participantWaiting for hosts
 * @property {[person: WaitingParticipant]} participantWaitingEnded for hosts
 * @property {[count: number]} wrongPasswords for hosts: somebody tries passwords, so many wrong ones since the last event
 * @property {[region: string | null]} mediaRegionChanged the room has moved to an SFU, or back
 * @property {[]} recordingStarted never, like all that follow except the last
 * @property {[]} recordingStopped
 * @property {[event: Transcription]} transcription
 * @property {[name: string, publication: LocalTrackPublication, participant: LocalParticipant]} trackWarning
 * @property {[publication: LocalTrackPublication, participant: LocalParticipant]} trackWarningsCleared
 * @property {[room: Room, error?: ParleyError]} disconnected with an error unless this page left
 */

/**
 * From twilio-video.js.
 * @typedef {Record<'language_code' | 'participant' | 'timestamp' | 'track' | 'transcription', string> &
 *   { partial_results: boolean, sequence_number: number, type: 'extension_transcriptions' }} Transcription
 */

/** @typedef {OwnRoomEvents & RoomTrackEvents} RoomEvents */

/**
 * A room that has been entered.
 * @extends {EventEmitter<RoomEvents>}
 */
export class Room extends EventEmitter {
  /** @type {'connected' | 'reconnecting' | 'disconnected'} */
  state = 'connected';
  /** @type {Map<string, RemoteParticipant>} the others, by sid */
  participants = new Map();
  /** @type {RemoteParticipant | null} the dominant speaker, if that was requested */
  dominantSpeaker = null;
  /** No server records. */
  isRecording = false;
  /** "sfu" where it goes through the server's SFU, null where it goes from browser to browser. @type {string | null} */
  mediaRegion = null;
  /** What hosts have set: nobody is let in, newcomers wait to be let in, newcomers need a password. */
  isLocked = false;
  hasWaitingRoom = false;
  hasPassword = false;
  /** @type {Map<string, WaitingParticipant>} for hosts: those who wait to be let in, by sid */
  waiting = new Map();
  #actions;
  /** Those who have joined, but have not been reported yet. @type {Set<RemoteParticipant>} */
  #arriving = new Set();

  /**
   * @param {string} sid
   * @param {string} name
   * @param {LocalParticipant} localParticipant
   * @param {RoomActions} actions
   */
  constructor(sid, name, localParticipant, actions) {
    super();
    this.sid = sid;
    this.name = name;
    this.localParticipant = localParticipant;
    this.#actions = actions;
  }

  /**
   * Leaves the room. Repeated calls have no effect.
   * @returns {this}
   */
  disconnect() {
    if (this.state !== 'disconnected') this.#actions.leave();
    return this;
  }

  // --- For hosts. For others, all of these throw a ParleyError "host-required". Parley's own. ---

  /**
   * Stops letting people in, or starts again. Those who are in the room stay.
   * @param {boolean} locked
   * @returns {this}
   */
  setLocked(locked) {
    this.#asHost().setLocked(locked === true);
    return this;
  }

  /**
   * Makes newcomers wait until a host lets them in. Switching it off lets in everyone who waits.
   * @param {boolean} on
   * @returns {this}
   */
  setWaitingRoom(on) {
    this.#asHost().setWaitingRoom(on === true);
    return this;
  }

  /**
   * Requires newcomers to give a password.
   * @param {string} password '' for none
   * @returns {this}
   * @throws {RangeError} for more than 128 bytes
   */
  setPassword(password) {
    const text = toWellFormed(String(password));
    if (charactersOver(text, LONGEST_BYTES.password) > 0) {
      throw new RangeError(`A password has at most ${LONGEST_BYTES.password} bytes.`);
    }
    this.#asHost().setPassword(text);
    return this;
  }

  /**
   * Lets in someone who waits.
   * @param {string} sid
   * @returns {this}
   */
  admit(sid) {
    this.#asHost().admit(String(sid));
    return this;
  }

  /**
   * Turns away someone who waits.
   * @param {string} sid
   * @returns {this}
   */
  refuse(sid) {
    this.#asHost().refuse(String(sid));
    return this;
  }

  /** Ends the meeting for everyone. */
  end() {
    this.#asHost().end();
  }

  #asHost() {
    if (this.localParticipant.isHost) return this.#actions;
    throw new ParleyError('host-required', 'Only a host of the room can do that.');
  }

  /**
   * Sets how good pictures may be, sent and received. Parley's own.
   * @param {VideoQuality} quality
   * @returns {this}
   * @throws {RangeError} for anything else
   */
  setVideoQuality(quality) {
    if (!isVideoQuality(quality)) throw new RangeError('There is no such video quality.');
    this.#actions.setVideoQuality(quality);
    return this;
  }

  /** @returns {Promise<StatsReport[]>} one with all tracks; none after the room was left */
  getStats() {
    return this.#actions.getStats();
  }

  /**
   * For a browser that has paused the page: reopens devices that have fallen silent, and resumes
   * elements that have stopped.
   * @returns {this}
   */
  refreshInactiveMedia() {
    for (const { track } of [
      ...this.localParticipant.audioTracks.values(), ...this.localParticipant.videoTracks.values(),
    ]) {
      // A device that cannot be reopened stays stopped, as its event has reported.
      if (track._hasFallenSilent) track.restart().catch(() => {});
      track._play();
    }
    for (const participant of this.participants.values()) {
      for (const { track } of [
        ...participant.audioTracks.values(), ...participant.videoTracks.values(),
      ]) track?._play();
    }
    return this;
  }

  /** @param {string | null} region media comes from there */
  _setMediaRegion(region) {
    if (region === this.mediaRegion) return;
    this.mediaRegion = region;
    this.emit('mediaRegionChanged', region);
  }

  toJSON() {
    return toPlain(this, [
      'sid', 'name', 'state', 'localParticipant', 'participants', 'dominantSpeaker', 'isRecording',
      'mediaRegion',
    ]);
  }

  /**
   * A log of what has happened in this room, as text, for investigating a problem. It contains no names or
   * addresses, nor the room's own name. `make replay` replays it. Parley's own.
   * @returns {string}
   */
  getEventLog() {
    return this.#actions.eventLog();
  }

  /**
   * @param {string} sid
   * @param {string} identity
   * @param {boolean} present was there before us, for which there is no event
   */
  _participantConnected(sid, identity, present) {
    const { prefer, followElements, fingerprints } = this.#actions;
    const participant = new RemoteParticipant(sid, identity, {
      notifyRoom: (event, ...values) => {
        // The tracks that they came with are in their maps; there are no events for them.
        if (!this.#arriving.has(participant)) this.emit(event, .../** @type {any} */ (values));
      },
      prefer: (track, wish) => prefer(sid, track, wish),
      followElements,
      fingerprints: () => fingerprints(sid),
      mute: (kind) => this.#asHost().mute(sid, kind),
      remove: () => this.#asHost().remove(sid),
    });
    this.participants.set(sid, participant);
    if (!present) this.#arriving.add(participant);
  }

  /** Everything that belongs together has been reported. */
  _actionsDone() {
    for (const participant of this.#arriving) {
      this.#arriving.delete(participant);
      this.emit('participantConnected', participant);
    }
  }

  /** @param {string} sid */
  _participantDisconnected(sid) {
    const participant = this.participants.get(sid);
    if (!participant) return;
    this._actionsDone();
    participant._unsubscribeTracks();
    this.participants.delete(sid);
    participant._disconnected();
    this.emit('participantDisconnected', participant);
  }

  /**
   * @param {boolean} isLocked
   * @param {boolean} hasWaitingRoom
   * @param {boolean} hasPassword
   */
  _settingsChanged(isLocked, hasWaitingRoom, hasPassword) {
    Object.assign(this, { isLocked, hasWaitingRoom, hasPassword });
    this.emit('settingsChanged', this);
  }

  /**
   * @param {string} sid
   * @param {boolean} isHost
   */
  _hostChanged(sid, isHost) {
    const { localParticipant } = this;
    const participant = sid === localParticipant.sid ? localParticipant : this.participants.get(sid);
    if (!participant?._setHost(isHost)) return;
    // For someone who is just joining, `participantConnected` reports it.
    if (participant === localParticipant || !this.#arriving.has(/** @type {RemoteParticipant} */ (participant))) {
      this.emit('participantHostChanged', participant);
    }
  }

  /**
   * @param {string} sid
   * @param {string} identity
   */
  _participantKnocked(sid, identity) {
    const person = { sid, identity };
    this.waiting.set(sid, person);
    this.emit('participantWaiting', person);
  }

  /** @param {string} sid */
  _knockEnded(sid) {
    const person = this.waiting.get(sid);
    if (!person) return;
    this.waiting.delete(sid);
    this.emit('participantWaitingEnded', person);
  }

  /** @param {number} count */
  _wrongPasswords(count) {
    this.emit('wrongPasswords', count);
  }

  /** @param {string} sid '' for nobody */
  _dominantSpeakerChanged(sid) {
    const speaker = this.participants.get(sid) ?? null;
    if (speaker === this.dominantSpeaker) return;
    this.dominantSpeaker = speaker;
    this.emit('dominantSpeakerChanged', speaker);
  }

  /** @param {ParleyError} error */
  _reconnecting(error) {
    if (this.state !== 'connected') return;
    this.state = 'reconnecting';
    this.localParticipant._reconnecting();
    this.emit('reconnecting', error);
  }

  _reconnected() {
    if (this.state !== 'reconnecting') return;
    this.state = 'connected';
    this.localParticipant._reconnected();
    this.emit('reconnected');
  }

  /** @param {string} sid */
  _participantReconnecting(sid) {
    const participant = this.participants.get(sid);
    if (!participant?._reconnecting() || this.#arriving.has(participant)) return;
    this.emit('participantReconnecting', participant);
  }

  /** @param {string} sid */
  _participantReconnected(sid) {
    const participant = this.participants.get(sid);
    if (participant?._reconnected()) this.emit('participantReconnected', participant);
  }

  /** @param {ParleyError} [error] */
  _disconnected(error) {
    if (this.state === 'disconnected') return;
    this.state = 'disconnected';
    // The others are still in the room: they have not disconnected.
    for (const participant of this.participants.values()) participant._unsubscribeTracks();
    this.localParticipant._disconnected();
    this.emit('disconnected', this, error);
  }
}
