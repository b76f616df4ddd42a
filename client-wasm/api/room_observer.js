/** @import { Observer, PreviewedParticipant, TrackKind, TrackPriority, Verification } from '../bindings/client.js' */
/** @import { BrowserHost } from '../platform/host.js' */
/** @import { Settings } from './connect_options.js' */
/** @import { LocalParticipant } from './local_participant.js' */
/** @import { Room } from './room.js' */
import { blankTrack } from '../platform/blank_media.js';
import { ParleyError } from './errors.js';

/** @typedef {Observer['roomPreviewed']} Previewed */

/**
 * The actions that the observer needs.
 * @typedef {object} ObserverActions
 * @property {() => Settings} settings the page's current settings
 * @property {(sid: string, name: string) => Room} createRoom
 * @property {() => string} end releases the client; returns its log
 */

/**
 * Turns the client's reports into the public objects and their events. It makes no decisions.
 * @implements {Observer}
 */
export class RoomObserver {
  /** @type {Room | null} null before it is entered */
  room = null;
  #host;
  #localParticipant;
  #actions;
  /** @type {(room: Room) => void} */
  #resolve = () => {};
  /** @type {(error: Error) => void} */
  #reject = () => {};
  /** @type {Previewed} */
  #previewed = () => {};

  /**
   * @param {BrowserHost} host
   * @param {LocalParticipant} localParticipant
   * @param {ObserverActions} actions
   */
  constructor(host, localParticipant, actions) {
    this.#host = host;
    this.#localParticipant = localParticipant;
    this.#actions = actions;
  }

  /** @param {Previewed} previewed is told who is in the room, until the room is entered */
  onPreviewed(previewed) {
    this.#previewed = previewed;
  }

  /** @returns {Promise<Room>} rejected with a ParleyError */
  untilEntered() {
    this.#previewed = () => {};
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  // --- Reports from the client -----------------------------------------------------------------

  /**
   * @param {PreviewedParticipant[] | null} participants
   * @param {number | null} count
   * @param {number | null} most
   * @param {boolean} locked
   * @param {boolean} waitingRoom
   * @param {boolean} password
   */
  roomPreviewed(participants, count, most, locked, waitingRoom, password) {
    this.#previewed(participants, count, most, locked, waitingRoom, password);
  }

  roomWaiting() {
    // Later, so that the client is not affected if it throws.
    queueMicrotask(this.#actions.settings().onWaiting);
  }

  /**
   * @param {string} sid
   * @param {string} name
   * @param {string} participantId
   */
  roomConnected(sid, name, participantId) {
    this.#localParticipant.sid = participantId;
    this.room = this.#actions.createRoom(sid, name);
  }

  /**
   * @param {string} reason
   * @param {string} message
   */
  roomDisconnected(reason, message) {
    const eventLog = this.#actions.end();
    const error = reason === '' ? undefined : new ParleyError(reason, message, eventLog);
    this.room?._disconnected(error);
    // No effect if the room had been entered.
    this.#reject(error ?? new Error('Canceled'));
  }

  roomReconnecting() {
    this.room?._reconnecting(new ParleyError('connection-lost', 'The server does not answer.'));
  }

  /** @param {string} participantId */
  roomReconnected(participantId) {
    this.#localParticipant.sid = participantId;
    this.room?._reconnected();
  }

  /** @param {string} sid */
  participantReconnecting(sid) {
    this.room?._participantReconnecting(sid);
  }

  /** @param {string} sid */
  participantReconnected(sid) {
    this.room?._participantReconnected(sid);
  }

  /**
   * @param {string} sid
   * @param {string} reason
   */
  participantUnreachable(sid, reason) {
    this.#participant(sid)?._setUnreachable(reason);
  }

  /** @param {string} sid */
  participantReachable(sid) {
    this.#participant(sid)?._setUnreachable('');
  }

  /**
   * @param {string} sid
   * @param {Verification} verification
   */
  verificationChanged(sid, verification) {
    this.#participant(sid)?._setVerification(verification);
  }

  /**
   * @param {string} sid
   * @param {string} identity
   * @param {boolean} present
   */
  participantConnected(sid, identity, present) {
    this.room?._participantConnected(sid, identity, present);
  }

  /** @param {string} sid */
  participantDisconnected(sid) {
    this.room?._participantDisconnected(sid);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {TrackKind} kind
   * @param {string} name
   * @param {boolean} enabled
   * @param {TrackPriority} priority
   */
  trackPublished(participant, sid, kind, name, enabled, priority) {
    this.#participant(participant)?._trackPublished(sid, kind, name, enabled, priority);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   */
  trackUnpublished(participant, sid) {
    this.#participant(participant)?._trackUnpublished(sid);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {boolean} enabled
   */
  trackEnabled(participant, sid, enabled) {
    this.#participant(participant)?._trackEnabled(sid, enabled);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {number} connection
   * @param {string} mid
   */
  trackSubscribed(participant, sid, connection, mid) {
    const kind = this.#participant(participant)?.tracks.get(sid)?.kind;
    if (!kind) return;
    const received = kind === 'data' ? this.#host.remoteData(connection, mid)
      : this.#host.showsOther(connection, mid) ? blankTrack(kind) : this.#host.remoteTrack(connection, mid);
    if (received) this.#participant(participant)?._trackSubscribed(sid, received);
    if (kind !== 'data') this.#comesFrom(connection);
    if (this.#host.isShared(connection)) this.#showOnceThere(participant, sid, connection, mid);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {number} connection
   * @param {string} mid
   */
  trackMoved(participant, sid, connection, mid) {
    const kind = this.#participant(participant)?.tracks.get(sid)?.kind;
    if (mid !== '') this.#comesFrom(connection);
    else if (kind && kind !== 'data') this.#participant(participant)?._trackMoved(sid, blankTrack(kind));
    this.#showOnceThere(participant, sid, connection, mid);
  }

  /** @param {number} connection */
  #comesFrom(connection) {
    this.room?._setMediaRegion(this.#host.isShared(connection) ? 'sfu' : null);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {number} connection
   * @param {string} mid
   */
  #showOnceThere(participant, sid, connection, mid) {
    this.#host.awaitMedia(participant, sid, connection, mid, (track) => {
      this.#participant(participant)?._trackMoved(sid, track);
    });
  }

  /**
   * @param {string} participant
   * @param {string} sid
   */
  trackUnsubscribed(participant, sid) {
    this.#host.awaitMedia(participant, sid, 0, '', () => {});
    this.#participant(participant)?._trackUnsubscribed(sid);
  }

  /**
   * @param {string} sid
   * @param {string} reason
   */
  trackPublicationFailed(sid, reason) {
    this.#localParticipant._trackPublicationFailed(sid, new ParleyError(reason, ''));
    this.#host.deleteLocalTrack(sid);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {TrackPriority} priority
   */
  trackPriorityChanged(participant, sid, priority) {
    this.#participant(participant)?._trackPriorityChanged(sid, priority);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   * @param {boolean} off
   */
  trackSwitched(participant, sid, off) {
    this.#participant(participant)?._trackSwitched(sid, off);
  }

  /**
   * @param {string} sid
   * @param {number} height
   */
  largestHeightChanged(sid, height) {
    this.#localParticipant.tracks.get(sid)?._setLargestHeight(height);
  }

  /** @param {string} participant */
  dominantSpeakerChanged(participant) {
    this.room?._dominantSpeakerChanged(participant);
  }

  /**
   * @param {string} participant
   * @param {number} level
   * @param {number} roundTripTime
   * @param {number} jitter
   * @param {number} packetLossReceived
   * @param {number} packetLossSent
   */
  networkQualityChanged(participant, level, roundTripTime, jitter, packetLossReceived, packetLossSent) {
    // It is measured for the upload's sake too.
    const { networkQuality } = this.#actions.settings();
    if (!networkQuality) return;
    const { local, remote } = networkQuality;
    const stats = { level, roundTripTime, jitter, packetLossReceived, packetLossSent };
    if (participant === '') this.#localParticipant._setNetworkQuality(stats, local);
    else this.#participant(participant)?._setNetworkQuality(stats, remote);
  }

  /**
   * @param {boolean} locked
   * @param {boolean} waitingRoom
   * @param {boolean} password
   */
  roomStateChanged(locked, waitingRoom, password) {
    this.room?._settingsChanged(locked, waitingRoom, password);
  }

  /**
   * @param {string} participant
   * @param {boolean} host
   */
  hostChanged(participant, host) {
    this.room?._hostChanged(participant, host);
  }

  /**
   * @param {string} participant
   * @param {string} identity
   */
  participantKnocked(participant, identity) {
    this.room?._participantKnocked(participant, identity);
  }

  /** @param {string} participant */
  knockEnded(participant) {
    this.room?._knockEnded(participant);
  }

  /** @param {number} count */
  wrongPasswords(count) {
    this.room?._wrongPasswords(count);
  }

  /**
   * @param {string} sid
   * @param {string} participant
   */
  localTrackMuted(sid, participant) {
    this.#localParticipant._mutedByHost(sid, this.#participant(participant) ?? null);
  }

  actionsDone() {
    this.room?._actionsDone();
    // Not earlier: participants who were already there belong to the room that is returned.
    if (this.room) this.#resolve(this.room);
  }

  /** @param {string} sid */
  #participant(sid) {
    return this.room?.participants.get(sid);
  }
}
