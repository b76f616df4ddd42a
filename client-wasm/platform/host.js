/** @import { Client, Host, TrackKind } from '../bindings/client.js' */
/** @import { ConnectionSettings } from './connection_settings.js' */
/** @import { DataReceiver } from './data_receiver.js' */
/** @import { MediaEncryption } from './encryption/media_encryption.js' */
import { DEFAULT_SETTINGS } from './connection_settings.js';
import { DataSender } from './data_sender.js';
import { Deadline } from './deadline.js';
import { MediaWatch } from './media_watch.js';
import { watchNetwork } from './network_watch.js';
import { isSfu, PeerConnection } from './peer_connection.js';
import { Socket } from './web_socket.js';

/**
 * The browser, as the WebAssembly client uses it. Unknown handles are ignored, because the client may
 * refer to a connection that has just been closed.
 * @implements {Host}
 */
export class BrowserHost {
  /** @type {Client | null} */
  #client = null;
  /** @type {Map<number, PeerConnection>} */
  #connections = new Map();
  /** The latest with each participant. @type {Map<string, number>} */
  #connectionsWith = new Map();
  /** @type {Map<string, MediaStreamTrack | DataSender>} */
  #localTracks = new Map();
  /** By the sid of the remote track: cancels the waiting for its media. @type {Map<string, () => void>} */
  #awaited = new Map();
  /** Of what goes through an SFU, from the first time that something does. @type {Promise<MediaEncryption> | null} */
  #encryption = null;
  #settings = DEFAULT_SETTINGS;
  #unwatchNetwork = () => {};
  /** @type {MediaWatch | null} */
  #mediaWatch = null;
  #deadline = new Deadline(() => this.#client?.timePassed());
  #socket = new Socket({
    opened: () => this.#client?.socketOpened(),
    message: (text) => this.#client?.socketMessage(text),
    closed: () => this.#client?.socketClosed(),
  });

  // --- For the library -------------------------------------------------------------------------

  /** @param {ConnectionSettings} settings for all connections from now on */
  configure(settings) {
    this.#settings = settings;
  }

  /** @param {Client} client is told what happens in the browser from now on */
  start(client) {
    this.#client = client;
    this.#mediaWatch = new MediaWatch(client, this.#connections);
    this.#unwatchNetwork = watchNetwork({
      networkChanged: () => this.#client?.networkChanged(),
      pageShown: () => this.#client?.pageShown(),
    });
  }

  /** Releases everything; the client gets no more events and may be deleted. */
  stop() {
    this.#client = null;
    this.#unwatchNetwork();
    this.#mediaWatch?.stop();
    this.#deadline.set(-1);
    this.#socket.close();
    for (const connection of this.#connections.values()) connection.close(true);
    this.#connections.clear();
    this.#awaited.clear();
    this.#encryption?.then((encryption) => encryption.stop(), () => {});
    this.#encryption = null;
    this.#localTracks.clear();
  }

  /**
   * Sets the media published under that id; if the id is in use, the connections switch to it at once.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  setLocalTrack(sid, track) {
    this.#localTracks.set(sid, track);
    for (const connection of this.#connections.values()) connection.replaceTrack(sid, track);
  }

  /**
   * Sets the data published under that id.
   * @param {string} sid
   * @param {DataSender} sender
   */
  setLocalData(sid, sender) {
    this.#localTracks.set(sid, sender);
  }

  /** @param {string} sid */
  deleteLocalTrack(sid) {
    this.#localTracks.delete(sid);
  }

  /**
   * @param {number} connection
   * @param {string} mid
   * @returns {MediaStreamTrack | null} null if the connection is gone
   */
  remoteTrack(connection, mid) {
    return this.#connections.get(connection)?.remoteTrack(mid) ?? null;
  }

  /**
   * Whether the connection is an SFU's, on which an m-line carries one track after another.
   * @param {number} connection
   */
  isShared(connection) {
    return this.#connections.get(connection)?.isShared ?? false;
  }

  /**
   * Whether another track, which the m-line carried before, may still be seen on it.
   * @param {number} connection
   * @param {string} mid
   */
  showsOther(connection, mid) {
    return this.#connections.get(connection)?.showsOther(mid) ?? false;
  }

  /**
   * Waits until media of the participant's track arrives; an earlier call for the track is void.
   * @param {string} participant
   * @param {string} sid
   * @param {number} connection
   * @param {string} mid '' only to cancel
   * @param {(track: MediaStreamTrack) => void} show
   */
  awaitMedia(participant, sid, connection, mid, show) {
    this.#awaited.get(sid)?.();
    this.#awaited.delete(sid);
    const source = this.#connections.get(connection);
    const track = source?.remoteTrack(mid);
    if (!source || !track) return;
    this.#awaited.set(sid, () => source.cancelMedia(mid));
    source.awaitMedia(mid, { participant, sid }, () => {
      this.#awaited.delete(sid);
      show(track);
      this.#client?.mediaFlows(connection, mid);
    });
  }

  /**
   * @param {number} connection
   * @param {string} label
   * @returns {DataReceiver | null} null if the connection is gone
   */
  remoteData(connection, label) {
    return this.#connections.get(connection)?.remoteData(label) ?? null;
  }

  /**
   * The fingerprints of the connection with a participant; none while there is none.
   * @param {string} participant
   */
  fingerprintsWith(participant) {
    const connection = this.#connections.get(this.#connectionsWith.get(participant) ?? 0);
    return connection?.fingerprints ?? { own: [], others: [] };
  }

  /** Makes the client determine the dominant speaker. */
  watchLevels() {
    this.#mediaWatch?.watchLevels();
  }

  /** Makes the client determine the quality of the connections. */
  watchStatistics() {
    this.#mediaWatch?.watchStatistics();
  }

  /** The picture of the track has another size. @param {string} sid */
  trackResized(sid) {
    for (const connection of this.#connections.values()) connection.trackResized(sid);
  }

  /** What each connection sends and receives, by handle. */
  async statistics() {
    const entries = [...this.#connections].map(async ([handle, connection]) =>
      /** @type {const} */ ([handle, await connection.statistics()]));
    return Promise.all(entries);
  }

  // --- For the client: time and signalling -----------------------------------------------------

  now() {
    return performance.now();
  }

  /** @param {number} time */
  setDeadline(time) {
    this.#deadline.set(time);
  }

  /** @param {string} url */
  openSocket(url) {
    this.#socket.open(url);
  }

  /** @param {string} text */
  sendText(text) {
    this.#socket.send(text);
  }

  /** @param {boolean} resuming */
  closeSocket(resuming) {
    this.#socket.close(resuming);
  }

  // --- For the client: connections -------------------------------------------------------------

  /**
   * @param {number} connection
   * @param {RTCIceServer[]} iceServers
   * @param {RTCIceTransportPolicy} iceTransportPolicy
   * @param {string} ownId
   * @param {string} participant
   * @param {number} epoch
   */
  createConnection(connection, iceServers, iceTransportPolicy, ownId, participant, epoch) {
    const client = this.#client;
    if (!client) return;
    const configuration = { iceServers, iceTransportPolicy };
    const ends = { ownId, participant, epoch };
    try {
      this.#connections.set(connection, new PeerConnection(connection, configuration, client, this.#settings, ends,
          isSfu(participant) ? this.#encrypted() : null));
      this.#connectionsWith.set(participant, connection);
      // With a second one there is an upload to share by what it bears.
      if (this.#connections.size > 1) this.#mediaWatch?.watchStatistics();
    } catch (error) {
      console.warn('Parley: the browser makes no connection.', error);
      // Reported later: this runs inside a call of Wasm, which an exception would leave unfinished.
      queueMicrotask(() => this.#client?.descriptionFailed(connection));
    }
  }

  #encrypted() {
    if (!this.#settings.encryption) return null;
    this.#encryption ??= this.#settings.encryption();
    // The next connection tries again.
    this.#encryption.catch(() => (this.#encryption = null));
    return this.#encryption;
  }

  /**
   * @param {number} connection
   * @param {RTCIceServer[]} iceServers
   * @param {RTCIceTransportPolicy} iceTransportPolicy
   */
  setConfiguration(connection, iceServers, iceTransportPolicy) {
    this.#connections.get(connection)?.setConfiguration({ iceServers, iceTransportPolicy });
  }

  /** @param {number} connection */
  closeConnection(connection) {
    this.#connections.get(connection)?.close();
    this.#connections.delete(connection);
    for (const [participant, latest] of this.#connectionsWith) {
      if (latest === connection) this.#connectionsWith.delete(participant);
    }
  }

  /**
   * @param {number} connection
   * @param {string} sid
   */
  addTrack(connection, sid) {
    const track = this.#localTracks.get(sid);
    if (track instanceof DataSender) this.#connections.get(connection)?.addDataTrack(sid, track);
    else if (track) this.#connections.get(connection)?.addTrack(sid, track);
  }

  /**
   * @param {number} connection
   * @param {string} sid
   */
  removeTrack(connection, sid) {
    this.#connections.get(connection)?.removeTrack(sid);
  }

  /**
   * @param {number} connection
   * @param {TrackKind} kind
   * @param {number} count
   */
  addReceivers(connection, kind, count) {
    this.#connections.get(connection)?.addReceivers(kind, count);
  }

  /**
   * @param {number} connection
   * @param {string} sid
   * @param {boolean} active
   * @param {number} maxBitrate
   * @param {number} maxFramerate
   * @param {number} maxHeight
   */
  setEncoding(connection, sid, active, maxBitrate, maxFramerate, maxHeight) {
    const encoding = { active, maxBitrate, maxFramerate, maxHeight };
    this.#connections.get(connection)?.setEncoding(sid, encoding);
  }

  /** @param {number} connection */
  restartIce(connection) {
    this.#connections.get(connection)?.restartIce();
  }

  /** @param {number} connection */
  setLocalDescription(connection) {
    this.#connections.get(connection)?.setLocalDescription();
  }

  /**
   * @param {number} connection
   * @param {string} type
   * @param {string} sdp
   * @param {string} seal
   */
  setRemoteDescription(connection, type, sdp, seal) {
    this.#connections.get(connection)?.setRemoteDescription(type, sdp, seal);
  }

  /**
   * @param {number} connection
   * @param {string} candidate
   * @param {string} sdpMid
   * @param {number} sdpMLineIndex
   * @param {string} usernameFragment
   */
  addIceCandidate(connection, candidate, sdpMid, sdpMLineIndex, usernameFragment) {
    this.#connections.get(connection)?.addIceCandidate({
      candidate,
      sdpMid: sdpMid === '' ? null : sdpMid,
      sdpMLineIndex: sdpMLineIndex < 0 ? null : sdpMLineIndex,
      usernameFragment: usernameFragment === '' ? null : usernameFragment,
    });
  }
}
