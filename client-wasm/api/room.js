/** @import { HostAction, MediaKind } from '../bindings/client.js' */
/** @import { LocalParticipant } from './local_participant.js' */
/** @import { LocalTrackPublication } from './local_track_publication.js' */
/** @import { RemoteTrackEvents } from './remote_participant.js' */
/** @import { StatsReport } from './stats_report.js' */
import { toWellFormed } from '../platform/well_formed.js';
import { ParleyError } from './errors.js';
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';
import { RemoteParticipant } from './remote_participant.js';

/**
 * What a room needs done.
 * @typedef {object} RoomActions
 * @property {() => void} leave
 * @property {(locked: boolean) => void} setLocked
 * @property {(on: boolean) => void} setWaitingRoom
 * @property {(password: string) => void} setPassword
 * @property {(action: HostAction, participant: string, kind?: MediaKind) => void} order
 * @property {() => string} eventLog
 * @property {() => Promise<StatsReport[]>} getStats
 * @property {(participant: string, sid: string, off: boolean, height: number) => void} prefer
 * @property {{ size: boolean, visibility: boolean } | null} followElements
 */

/**
 * Someone who waits to be let in.
 * @typedef {object} WaitingParticipant
 * @property {string} sid that it will have in the room
 * @property {string} identity
 */

const LONGEST_PASSWORD_BYTES = 128;

/**
 * Every track event of a RemoteParticipant, with the participant appended.
 * @typedef {{ [Name in keyof RemoteTrackEvents]:
 *   [...RemoteTrackEvents[Name], participant: RemoteParticipant] }} RoomTrackEvents
 */

/**
 * @typedef {object} OwnRoomEvents
 * @property {[participant: RemoteParticipant]} participantConnected
 * @property {[participant: RemoteParticipant]} participantDisconnected
 * @property {[error: ParleyError]} reconnecting the server was lost; media may go on
 * @property {[]} reconnected
 * @property {[participant: RemoteParticipant]} participantReconnecting it was another's
 * @property {[participant: RemoteParticipant]} participantReconnected
 * @property {[participant: RemoteParticipant | null]} dominantSpeakerChanged null: the speaker has left
 * @property {[room: Room]} settingsChanged Parley's own, as all that follow: hosts have set something
 * @property {[participant: LocalParticipant | RemoteParticipant]} participantHostChanged
 * @property {[person: WaitingParticipant]} participantWaiting for hosts
 * @property {[person: WaitingParticipant]} participantWaitingEnded for hosts
 * @property {[]} recordingStarted never, as all that follow but the last
 * @property {[]} recordingStopped
 * @property {[event: Record<string, any>]} transcription
 * @property {[name: string, publication: LocalTrackPublication, participant: LocalParticipant]} trackWarning
 * @property {[publication: LocalTrackPublication, participant: LocalParticipant]} trackWarningsCleared
 * @property {[room: Room, error?: ParleyError]} disconnected an error where it was not one's own wish
 */

/** @typedef {OwnRoomEvents & RoomTrackEvents} RoomEvents */

/**
 * A room that one is in.
 * @extends {EventEmitter<RoomEvents>}
 */
export class Room extends EventEmitter {
  /** @type {'connected' | 'reconnecting' | 'disconnected'} */
  state = 'connected';
  /** @type {Map<string, RemoteParticipant>} the others, by sid */
  participants = new Map();
  /** @type {RemoteParticipant | null} who speaks, where that was asked for */
  dominantSpeaker = null;
  /** No server sees media, so none records it. */
  isRecording = false;
  /** From browser to browser. @type {string | null} */
  mediaRegion = null;
  /** What hosts have set: nobody is let in, one waits to be let in, one is asked for a password. */
  isLocked = false;
  hasWaitingRoom = false;
  hasPassword = false;
  /** @type {Map<string, WaitingParticipant>} for hosts: who waits to be let in, by sid */
  waiting = new Map();
  #actions;
  /** Those who have come, but were not told yet. @type {Set<RemoteParticipant>} */
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
   * Leaves the room. Twice is as good as once.
   * @returns {this}
   */
  disconnect() {
    if (this.state !== 'disconnected') this.#actions.leave();
    return this;
  }

  // --- For hosts. All of these throw a ParleyError "host-required" where one is none. Parley's own. ---

  /**
   * Lets nobody in any more, or everyone again. Those who are in stay.
   * @param {boolean} locked
   * @returns {this}
   */
  setLocked(locked) {
    this.#asHost().setLocked(locked === true);
    return this;
  }

  /**
   * Has those who come wait until a host lets them in. Without it everyone who waits comes in.
   * @param {boolean} on
   * @returns {this}
   */
  setWaitingRoom(on) {
    this.#asHost().setWaitingRoom(on === true);
    return this;
  }

  /**
   * Has those who come be asked for a password.
   * @param {string} password '' for none
   * @returns {this}
   * @throws {RangeError} for more than 128 bytes
   */
  setPassword(password) {
    const text = toWellFormed(String(password));
    if (new TextEncoder().encode(text).length > LONGEST_PASSWORD_BYTES) {
      throw new RangeError(`A password has at most ${LONGEST_PASSWORD_BYTES} bytes.`);
    }
    this.#asHost().setPassword(text);
    return this;
  }

  /**
   * Lets someone in who waits.
   * @param {string} sid
   * @returns {this}
   */
  admit(sid) {
    this.#asHost().order('ADMIT', String(sid));
    return this;
  }

  /**
   * Does not let someone in who waits.
   * @param {string} sid
   * @returns {this}
   */
  refuse(sid) {
    this.#asHost().order('REFUSE', String(sid));
    return this;
  }

  /** Ends the meeting for everyone. */
  end() {
    this.#asHost().order('END', '');
  }

  #asHost() {
    if (this.localParticipant.isHost) return this.#actions;
    throw new ParleyError('host-required', 'Only a host of the room can do that.');
  }

  /** @returns {Promise<StatsReport[]>} one for each of the others; empty after the room was left */
  getStats() {
    return this.#actions.getStats();
  }

  /**
   * For a browser that has paused the page: takes devices again that have fallen silent, and plays
   * elements that have stopped.
   * @returns {this}
   */
  refreshInactiveMedia() {
    for (const { track } of [
      ...this.localParticipant.audioTracks.values(), ...this.localParticipant.videoTracks.values(),
    ]) {
      // What cannot be had again stays as it is: stopped, as its event has told.
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

  toJSON() {
    return toPlain(this, [
      'sid', 'name', 'state', 'localParticipant', 'participants', 'dominantSpeaker', 'isRecording',
      'mediaRegion',
    ]);
  }

  /**
   * What has happened in this room so far, as text, for whoever looks into a problem: without names,
   * addresses and the room's own name. `make replay` plays it once more. Parley's own.
   * @returns {string}
   */
  getEventLog() {
    return this.#actions.eventLog();
  }

  /**
   * @param {string} sid
   * @param {string} identity
   * @param {boolean} present was there before us, which is not told as an event
   */
  _participantConnected(sid, identity, present) {
    const { prefer, followElements } = this.#actions;
    const participant = new RemoteParticipant(sid, identity, {
      notifyRoom: (event, ...values) => {
        // What they came with is in their maps, and no event.
        if (!this.#arriving.has(participant)) this.emit(event, .../** @type {any} */ (values));
      },
      prefer: (track, off, height) => prefer(sid, track, off, height),
      followElements,
      order: (action, kind) => this.#asHost().order(action, sid, kind),
    });
    this.participants.set(sid, participant);
    if (!present) this.#arriving.add(participant);
  }

  /** All that belongs together has been told. */
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
    // Of one who is just coming it is known with `participantConnected`.
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
    // The others are still there: they have not disconnected.
    for (const participant of this.participants.values()) participant._unsubscribeTracks();
    this.localParticipant._disconnected();
    this.emit('disconnected', this, error);
  }
}
