/** @import { LocalParticipant } from './local_participant.js' */
import { EventEmitter } from './event_emitter.js';
import { RemoteParticipant } from './remote_participant.js';

/**
 * A room that one is in.
 * Events: `participantConnected(participant)`, `participantDisconnected(participant)`,
 * `reconnecting(error)` and `reconnected()` where the server was lost and found again, while media
 * may go on; `participantReconnecting(participant)` and `participantReconnected(participant)` where
 * it was another's; `disconnected(room, error)`, with an error where it was not one's own wish; and
 * every track event of a RemoteParticipant with the participant appended.
 */
export class Room extends EventEmitter {
  /** @type {'connected' | 'reconnecting' | 'disconnected'} */
  state = 'connected';
  /** @type {Map<string, RemoteParticipant>} the others, by sid */
  participants = new Map();
  #membership;

  /**
   * @param {string} sid
   * @param {string} name
   * @param {LocalParticipant} localParticipant
   * @param {{ leave(): void, eventLog(): string }} membership
   */
  constructor(sid, name, localParticipant, membership) {
    super();
    this.sid = sid;
    this.name = name;
    this.localParticipant = localParticipant;
    this.#membership = membership;
  }

  /**
   * Leaves the room. Twice is as good as once.
   * @returns {this}
   */
  disconnect() {
    if (this.state !== 'disconnected') this.#membership.leave();
    return this;
  }

  /**
   * What has happened in this room so far, as text, for whoever looks into a problem: without names,
   * addresses and the room's own name. `make replay` plays it once more. Parley's own.
   * @returns {string}
   */
  getEventLog() {
    return this.#membership.eventLog();
  }

  /**
   * @param {string} sid
   * @param {string} identity
   * @param {boolean} present was there before us, which is not told as an event
   */
  _participantConnected(sid, identity, present) {
    const participant = new RemoteParticipant(sid, identity, (event, ...values) => {
      this.emit(event, ...values);
    });
    this.participants.set(sid, participant);
    if (!present) this.emit('participantConnected', participant);
  }

  /** @param {string} sid */
  _participantDisconnected(sid) {
    const participant = this.participants.get(sid);
    if (!participant) return;
    this.participants.delete(sid);
    participant._disconnected();
    this.emit('participantDisconnected', participant);
  }

  /** @param {Error} error */
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
    if (participant?._reconnecting()) this.emit('participantReconnecting', participant);
  }

  /** @param {string} sid */
  _participantReconnected(sid) {
    const participant = this.participants.get(sid);
    if (participant?._reconnected()) this.emit('participantReconnected', participant);
  }

  /** @param {Error} [error] */
  _disconnected(error) {
    if (this.state === 'disconnected') return;
    this.state = 'disconnected';
    for (const participant of this.participants.values()) participant._disconnected();
    this.localParticipant._disconnected();
    this.emit('disconnected', this, error);
  }
}
