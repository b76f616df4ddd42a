/** @import { Client, ParleyModule, TrackPriority, VideoQuality } from '../bindings/client.js' */
/** @import { NetworkQualityConfiguration, Settings } from './connect_options.js' */
/** @import { LocalMediaTrack } from './local_media_track.js' */
/** @import { BitrateParameters, LocalTrack } from './local_participant.js' */
/** @import { Previewed } from './room_observer.js' */
import { BrowserHost } from '../platform/host.js';
import { bitratesOf, networkQualityOf, settingsOf } from './connect_options.js';
import { LocalParticipant } from './local_participant.js';
import { isDetailed } from './local_media_track.js';
import { Room } from './room.js';
import { RoomObserver } from './room_observer.js';
import { connectionReport, statsReport } from './stats_report.js';

/**
 * One membership in one room. It connects the WebAssembly client with the browser on one side and the
 * public objects on the other, and passes on their orders. `RoomObserver` is the way back.
 */
export class Membership {
  #host = new BrowserHost();
  /** @type {Client | null} null when the membership is over */
  #client;
  #localParticipant;
  /** @type {RoomObserver} */
  #observer;
  /** @type {() => void} */
  #notifyOver = () => {};
  /** Resolves when the membership is over, whatever a page does with the room's listeners. @type {Promise<void>} */
  over = new Promise((resolve) => (this.#notifyOver = resolve));
  /** The client's log when the membership was over. */
  #eventLog = '';
  /** Tells the page what has become of the tracks that it entered with. */
  #reportPublications = () => {};
  /** @type {Settings} */
  #settings = settingsOf({});

  /** @param {ParleyModule} module */
  constructor(module) {
    this.#localParticipant = new LocalParticipant('', this);
    this.#observer = new RoomObserver(this.#host, this.#localParticipant, {
      settings: () => this.#settings,
      createRoom: (sid, name) => this.#createRoom(sid, name),
      end: () => this.#end(),
    });
    this.#client = new module.Client(this.#host, this.#observer);
    this.#host.start(this.#client);
  }

  /**
   * Previews the room that will be entered later.
   * @param {string} server
   * @param {string} name
   * @param {string} token
   * @param {Previewed} previewed is told who is in the room
   */
  preview(server, name, token, previewed) {
    this.#observer.onPreviewed(previewed);
    this.#client?.preview(server, name, randomSeed(), token);
  }

  /**
   * Sets who enters, and with which tracks.
   * @param {string} identity
   * @param {LocalTrack[]} tracks published from the start
   */
  introduce(identity, tracks) {
    this.#localParticipant.identity = identity;
    const publications = tracks.map((track) => this.#localParticipant._publish(track));
    this.#reportPublications = () => {
      for (const publication of publications) this.#localParticipant._reportOutcome(publication);
    };
  }

  /**
   * Enters the room. To be called once per membership.
   * @param {string} server
   * @param {string} name
   * @param {string} token '' for a server that requires none
   * @returns {Promise<Room>} rejected with a ParleyError
   */
  enter(server, name, token) {
    const entered = this.#observer.untilEntered();
    const { identity } = this.#localParticipant;
    this.#client?.connect(server, name, identity, randomSeed(), token);
    entered.then(this.#reportPublications, () => {});
    return entered;
  }

  /** @param {Settings} settings the page's options; to be set before the room is entered */
  configure(settings) {
    this.#settings = settings;
    const { connection, subscribe, bitrates, bandwidth, password, videoQuality } = settings;
    // Those who have a secret let an SFU see nothing.
    if (!connection.seal || connection.encryption) this.#client?.allowSfu(connection.seal !== null);
    this.#host.configure(connection);
    if (!subscribe) this.#client?.subscribeToNothing();
    this.#client?.setBitrateLimits(bitrates.audio, bitrates.video);
    this.#setVideoQuality(videoQuality);
    if (bandwidth) this.#client?.setBandwidthProfile(...bandwidth);
    if (password !== '') this.#client?.usePassword(password);
  }

  /** Leaves the room, or gives up entering it. */
  leave() {
    this.#client?.disconnect();
  }

  /** The log so far, without names and addresses; also available when the membership is over. */
  eventLog() {
    return this.#client?.eventLog() ?? this.#eventLog;
  }

  // --- Publisher: orders from the local participant --------------------------------------------

  /**
   * @param {string} sid
   * @param {LocalTrack} track
   * @param {TrackPriority} priority
   */
  publishTrack(sid, track, priority) {
    if (track.kind === 'data') this.#host.setLocalData(sid, track._sender);
    else this.#host.setLocalTrack(sid, track._playedTrack);
    this.#client?.publishTrack(isDetailed(track), sid, track.kind, track.isEnabled, priority, track.name);
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

  /** @param {string} sid */
  trackResized(sid) {
    this.#host.trackResized(sid);
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

  /** @param {NetworkQualityConfiguration} configuration no effect if it was not enabled */
  setNetworkQualityConfiguration(configuration) {
    if (!this.#settings.networkQuality) return;
    this.#settings = { ...this.#settings, networkQuality: networkQualityOf(configuration) };
  }

  /**
   * @param {string} sid
   * @param {string} name
   */
  #createRoom(sid, name) {
    if (this.#settings.dominantSpeaker) this.#host.watchLevels();
    if (this.#settings.networkQuality) this.#host.watchStatistics();
    return new Room(sid, name, this.#localParticipant, {
      leave: () => this.leave(),
      setLocked: (locked) => this.#client?.setRoomLocked(locked),
      setWaitingRoom: (on) => this.#client?.setWaitingRoom(on),
      setPassword: (password) => this.#client?.setRoomPassword(password),
      admit: (participant) => this.#client?.admit(participant),
      refuse: (participant) => this.#client?.refuse(participant),
      mute: (participant, kind) => this.#client?.muteParticipant(participant, kind),
      remove: (participant) => this.#client?.removeParticipant(participant),
      end: () => this.#client?.endRoom(),
      setVideoQuality: (quality) => this.#setVideoQuality(quality),
      eventLog: () => this.eventLog(),
      getStats: () => this.#getStats(),
      fingerprints: (participant) => this.#host.fingerprintsWith(participant),
      prefer: (participant, track, wish) => {
        if ('off' in wish) this.#client?.setTrackPreference(participant, track, wish.off, wish.height);
        else this.#client?.setSubscribePriority(participant, track, wish.priority !== null, wish.priority ?? 'standard');
      },
      followElements: this.#settings.followElements,
    });
  }

  /** @param {VideoQuality} quality */
  #setVideoQuality(quality) {
    this.#client?.setVideoQuality(quality, globalThis.navigator?.hardwareConcurrency ?? 0);
  }

  /** Who owns the track. @param {MediaStreamTrack} track */
  #ownerOf(track) {
    for (const { sid: participantSid, tracks } of this.#observer.room?.participants.values() ?? []) {
      for (const { trackSid, track: known } of tracks.values()) {
        const same = known && known.kind !== 'data' && known.mediaStreamTrack === track;
        if (same) return { trackSid, participantSid };
      }
    }
    return undefined;
  }

  async #getStats() {
    if (!this.#client) return [];
    const statistics = await this.#host.statistics();
    const owners = {
      ofReceived: (/** @type {MediaStreamTrack} */ track) => this.#ownerOf(track),
      localId: (/** @type {string} */ sid) => this.#localParticipant.tracks.get(sid)?.track.id ?? '',
    };
    const connections = statistics.map(([handle, one]) => connectionReport(handle, one, owners));
    return [statsReport(connections, [...this.#localParticipant.tracks.values()])];
  }

  #end() {
    const client = this.#client;
    this.#eventLog = this.eventLog();
    this.#client = null;
    this.#notifyOver();
    // Later, because the client has made this call and must outlive it.
    queueMicrotask(() => {
      this.#host.stop();
      client?.delete();
    });
    return this.#eventLog;
  }
}

/** Seeds the jitter of delays. */
function randomSeed() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
