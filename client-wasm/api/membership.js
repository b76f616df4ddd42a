/** @import { Client, Observer, ParleyModule, PreviewedParticipant, TrackKind, TrackPriority } from '../bindings/client.js' */
/** @import { NetworkQualityConfiguration, Settings } from './connect_options.js' */
/** @import { LocalMediaTrack } from './local_media_track.js' */
/** @import { BitrateParameters, LocalTrack } from './local_participant.js' */
import { BrowserHost } from '../platform/host.js';
import { bitratesOf, networkQualityOf, settingsOf } from './connect_options.js';
import { ParleyError } from './errors.js';
import { LocalParticipant } from './local_participant.js';
import { isDetailed } from './local_media_track.js';
import { Room } from './room.js';
import { statsReport } from './stats_report.js';

/** @typedef {Observer['roomPreviewed']} Previewed */

/**
 * One membership of one room: ties the WebAssembly client to the browser on one side and to the
 * public objects on the other. It decides nothing; it passes on what the client says.
 * @implements {Observer}
 */
export class Membership {
  #host = new BrowserHost();
  /** @type {Client | null} null when the membership is over */
  #client;
  #localParticipant;
  /** @type {Room | null} */
  #room = null;
  /** What the client had to tell when the membership was over. */
  #eventLog = '';
  /** @type {Settings} */
  #settings = settingsOf({});
  /** @type {(room: Room) => void} */
  #resolve = () => {};
  /** @type {(error: Error) => void} */
  #reject = () => {};
  /** @type {Previewed} */
  #previewed = () => {};

  /** @param {ParleyModule} module */
  constructor(module) {
    this.#client = new module.Client(this.#host, this);
    this.#host.start(this.#client);
    this.#localParticipant = new LocalParticipant('', this);
  }

  /**
   * Looks at the room that is entered later.
   * @param {string} server
   * @param {string} name
   * @param {string} token
   * @param {Previewed} previewed hears who is there
   */
  preview(server, name, token, previewed) {
    this.#previewed = previewed;
    this.#client?.preview(server, name, randomSeed(), token);
  }

  /**
   * Says who enters, and with what.
   * @param {string} identity
   * @param {LocalTrack[]} tracks published from the start
   */
  introduce(identity, tracks) {
    this.#localParticipant.identity = identity;
    for (const track of tracks) this.#localParticipant._publish(track);
  }

  /**
   * Enters the room. Once in a membership's life.
   * @param {string} server
   * @param {string} name
   * @param {string} token '' for a server that asks for none
   * @returns {Promise<Room>} rejected with a ParleyError
   */
  enter(server, name, token) {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#previewed = () => {};
      const { identity } = this.#localParticipant;
      this.#client?.connect(server, name, identity, randomSeed(), token);
    });
  }

  /** @param {Settings} settings what the page wants of the room; before it is entered */
  configure(settings) {
    this.#settings = settings;
    const { connection, subscribe, bitrates, password } = settings;
    this.#host.configure(connection);
    if (!subscribe) this.#client?.subscribeToNothing();
    this.#client?.setBitrateLimits(bitrates.audio, bitrates.video);
    if (password !== '') this.#client?.usePassword(password);
  }

  /** Leaves the room, or gives up entering it. */
  leave() {
    this.#client?.disconnect();
  }

  /** What has happened so far, without names and addresses; also when the membership is over. */
  eventLog() {
    return this.#client?.eventLog() ?? this.#eventLog;
  }

  // --- Publisher: what the local participant wants ---------------------------------------------

  /**
   * @param {string} sid
   * @param {LocalTrack} track
   * @param {TrackPriority} priority
   */
  publishTrack(sid, track, priority) {
    if (track.kind === 'data') this.#host.setLocalData(sid, track._sender);
    else this.#host.setLocalTrack(sid, track._playedTrack);
    this.#client?.publishTrack(sid, track.kind, track.name, track.isEnabled, priority, isDetailed(track));
  }

  /** @param {string} sid */
  unpublishTrack(sid) {
    this.#client?.unpublishTrack(sid);
    this.#host.deleteLocalTrack(sid);
  }

  /**
   * @param {string} sid
   * @param {boolean} enabled
   */
  setTrackEnabled(sid, enabled) {
    this.#client?.setTrackEnabled(sid, enabled);
  }

  /**
   * @param {string} sid
   * @param {LocalMediaTrack} track
   */
  replaceTrack(sid, track) {
    this.#host.setLocalTrack(sid, track._playedTrack);
  }

  /**
   * @param {string} sid
   * @param {TrackPriority} priority
   */
  setTrackPriority(sid, priority) {
    this.#client?.setTrackPriority(sid, priority);
  }

  /** @param {BitrateParameters} parameters */
  setParameters(parameters) {
    const bitrates = bitratesOf(parameters, this.#settings.bitrates);
    this.#settings = { ...this.#settings, bitrates };
    this.#client?.setBitrateLimits(bitrates.audio, bitrates.video);
  }

  /** @param {NetworkQualityConfiguration} configuration without effect where none was wanted */
  setNetworkQualityConfiguration(configuration) {
    if (!this.#settings.networkQuality) return;
    this.#settings = { ...this.#settings, networkQuality: networkQualityOf(configuration) };
  }

  // --- Observer: what the client tells ---------------------------------------------------------

  /**
   * @param {PreviewedParticipant[] | null} participants
   * @param {boolean} locked
   * @param {boolean} waitingRoom
   * @param {boolean} password
   */
  roomPreviewed(participants, locked, waitingRoom, password) {
    this.#previewed(participants, locked, waitingRoom, password);
  }

  roomWaiting() {
    // Later: nothing that it throws is the client's.
    queueMicrotask(this.#settings.onWaiting);
  }

  /**
   * @param {string} sid
   * @param {string} name
   * @param {string} participantId
   */
  roomConnected(sid, name, participantId) {
    this.#localParticipant.sid = participantId;
    this.#room = new Room(sid, name, this.#localParticipant, {
      leave: () => this.leave(),
      setLocked: (locked) => this.#client?.setRoomLocked(locked),
      setWaitingRoom: (on) => this.#client?.setWaitingRoom(on),
      setPassword: (password) => this.#client?.setRoomPassword(password),
      order: (action, participant, kind = 'audio') => {
        this.#client?.orderAsHost(action, participant, kind);
      },
      eventLog: () => this.eventLog(),
      getStats: () => this.#getStats(),
      prefer: (participant, track, off, height) => {
        this.#client?.setTrackPreference(participant, track, off, height);
      },
      followElements: this.#settings.followElements,
    });
    if (this.#settings.dominantSpeaker) this.#host.watchLevels();
    if (this.#settings.networkQuality) this.#host.watchStatistics();
  }

  /**
   * @param {string} reason
   * @param {string} message
   */
  roomDisconnected(reason, message) {
    this.#end();
    const error = reason === '' ? undefined : new ParleyError(reason, message, this.#eventLog);
    this.#room?._disconnected(error);
    // Without effect where the room had been entered.
    this.#reject(error ?? new Error('Canceled'));
  }

  roomReconnecting() {
    this.#room?._reconnecting(new ParleyError('connection-lost', 'The server does not answer.'));
  }

  /** @param {string} participantId */
  roomReconnected(participantId) {
    this.#localParticipant.sid = participantId;
    this.#room?._reconnected();
  }

  /** @param {string} sid */
  participantReconnecting(sid) {
    this.#room?._participantReconnecting(sid);
  }

  /** @param {string} sid */
  participantReconnected(sid) {
    this.#room?._participantReconnected(sid);
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
   * @param {string} identity
   * @param {boolean} present
   */
  participantConnected(sid, identity, present) {
    this.#room?._participantConnected(sid, identity, present);
  }

  /** @param {string} sid */
  participantDisconnected(sid) {
    this.#room?._participantDisconnected(sid);
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
    const { tracks } = this.#participant(participant) ?? {};
    const received = tracks?.get(sid)?.kind === 'data'
      ? this.#host.remoteData(connection, mid)
      : this.#host.remoteTrack(connection, mid);
    if (received) this.#participant(participant)?._trackSubscribed(sid, received);
  }

  /**
   * @param {string} participant
   * @param {string} sid
   */
  trackUnsubscribed(participant, sid) {
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

  /** @param {string} participant */
  dominantSpeakerChanged(participant) {
    this.#room?._dominantSpeakerChanged(participant);
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
    const { local = 0, remote = 0 } = this.#settings.networkQuality ?? {};
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
    this.#room?._settingsChanged(locked, waitingRoom, password);
  }

  /**
   * @param {string} participant
   * @param {boolean} host
   */
  hostChanged(participant, host) {
    this.#room?._hostChanged(participant, host);
  }

  /**
   * @param {string} participant
   * @param {string} identity
   */
  participantKnocked(participant, identity) {
    this.#room?._participantKnocked(participant, identity);
  }

  /** @param {string} participant */
  knockEnded(participant) {
    this.#room?._knockEnded(participant);
  }

  /**
   * @param {string} sid
   * @param {string} participant
   */
  localTrackMuted(sid, participant) {
    this.#localParticipant._mutedByHost(sid, this.#participant(participant) ?? null);
  }

  settled() {
    // Not before: those who were there already belong to the room that is handed out.
    if (this.#room) this.#resolve(this.#room);
  }

  /** @param {string} sid */
  #participant(sid) {
    return this.#room?.participants.get(sid);
  }

  /** Whose track that is. @param {MediaStreamTrack} track */
  #ownerOf(track) {
    for (const { sid: participantSid, tracks } of this.#room?.participants.values() ?? []) {
      for (const { trackSid, track: known } of tracks.values()) {
        const same = known && known.kind !== 'data' && known.mediaStreamTrack === track;
        if (same) return { trackSid, participantSid };
      }
    }
    return undefined;
  }

  async #getStats() {
    const statistics = await this.#host.statistics();
    return statistics.map(([handle, one]) => statsReport(handle, one, (track) => this.#ownerOf(track)));
  }

  #end() {
    const client = this.#client;
    this.#eventLog = this.eventLog();
    this.#client = null;
    // Later: this is a call out of the client, which it must outlive.
    queueMicrotask(() => {
      this.#host.stop();
      client?.delete();
    });
  }
}

/** For the jitter of delays. */
function randomSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
