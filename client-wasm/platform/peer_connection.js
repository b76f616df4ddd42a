/** @import { Client, TrackKind } from '../bindings/client.js' */
/** @import { DataSender } from './data_sender.js' */
import { DataChannels } from './data_channels.js';

/** @typedef {Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>} IceConfiguration */

/**
 * One transport for all media: partial ICE restarts fail in Chromium and Firefox.
 * @type {RTCConfiguration}
 */
const CONFIGURATION = { bundlePolicy: 'max-bundle' };

/**
 * One RTCPeerConnection under the number that the client gave it. Its callbacks and promises
 * outlive it, so each first looks whether it was closed. What fails is reported as
 * `descriptionFailed`, which makes the client replace the connection.
 */
export class PeerConnection {
  /** Candidates the browser would not take. */
  rejectedCandidates = 0;

  #handle;
  #client;
  #connection;
  #dataChannels;
  #closed = false;
  /** @type {Map<string, RTCRtpSender>} by the sid of the local track */
  #senders = new Map();

  /**
   * @param {number} handle
   * @param {IceConfiguration} configuration
   * @param {Client} client hears what happens
   */
  constructor(handle, configuration, client) {
    this.#handle = handle;
    this.#client = client;
    this.#connection = createConnection(configuration);
    this.#connection.onnegotiationneeded = () => {
      if (!this.#closed) client.negotiationNeeded(handle);
    };
    this.#connection.onicecandidate = ({ candidate }) => this.#reportCandidate(candidate);
    this.#connection.oniceconnectionstatechange = () => this.#reportIceState();
    this.#connection.ontrack = ({ track, transceiver }) => {
      if (this.#closed || transceiver.mid === null) return;
      client.remoteTrackAdded(handle, transceiver.mid, /** @type {TrackKind} */ (track.kind));
    };
    this.#dataChannels = new DataChannels(this.#connection, (label) => {
      if (!this.#closed) client.remoteDataChannelAdded(handle, label);
    });
  }

  close() {
    this.#closed = true;
    this.#dataChannels.closeAll();
    this.#connection.close();
  }

  /**
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  addTrack(sid, track) {
    this.#attempt(() => {
      this.#senders.set(sid, this.#connection.addTrack(track, new MediaStream([track])));
    });
  }

  /**
   * @param {string} sid
   * @param {DataSender} sender
   */
  addDataTrack(sid, sender) {
    this.#attempt(() => this.#dataChannels.open(sid, sender));
  }

  /** @param {string} sid */
  removeTrack(sid) {
    if (this.#dataChannels.close(sid)) return;
    const sender = this.#senders.get(sid);
    this.#senders.delete(sid);
    if (sender) this.#attempt(() => this.#connection.removeTrack(sender));
  }

  /**
   * Sends other media as the same published track; needs no negotiation.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  replaceTrack(sid, track) {
    // Fails only for a connection that was closed meanwhile, which has nobody to miss the track.
    this.#senders.get(sid)?.replaceTrack(track).catch(() => {});
  }

  /**
   * @param {TrackKind} kind
   * @param {number} count
   */
  addReceivers(kind, count) {
    this.#attempt(() => {
      for (let added = 0; added < count; ++added) {
        if (kind === 'data') this.#dataChannels.makeRoom();
        else this.#connection.addTransceiver(kind, { direction: 'recvonly' });
      }
    });
  }

  async setLocalDescription() {
    try {
      // Without an argument the browser makes what its state needs: an offer or an answer.
      await this.#connection.setLocalDescription();
      const description = this.#connection.localDescription;
      if (this.#closed || !description) return;
      const { type, sdp } = description;
      this.#client.localDescriptionApplied(this.#handle, type, sdp, this.#tracksByMid());
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {string} type
   * @param {string} sdp
   */
  async setRemoteDescription(type, sdp) {
    try {
      await this.#connection.setRemoteDescription({ type: /** @type {RTCSdpType} */ (type), sdp });
      if (!this.#closed) this.#client.remoteDescriptionApplied(this.#handle);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {RTCIceCandidateInit} candidate */
  async addIceCandidate(candidate) {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch {
      // One candidate less is no reason to give up: others may connect.
      this.rejectedCandidates += 1;
    }
  }

  /**
   * Takes effect when candidates are gathered again, as for an ICE restart.
   * @param {IceConfiguration} configuration
   */
  setConfiguration(configuration) {
    try {
      this.#connection.setConfiguration({ ...CONFIGURATION, ...configuration });
    } catch (error) {
      // The servers from before will do while their credentials last.
      console.warn('Parley: the list of ICE servers was refused.', error);
    }
  }

  /** Has the next offer begin a new ICE generation. */
  restartIce() {
    this.#connection.restartIce();
  }

  /**
   * The media that arrives on an m-line.
   * @param {string} mid
   * @returns {MediaStreamTrack | null}
   */
  remoteTrack(mid) {
    return this.#connection.getTransceivers().find((one) => one.mid === mid)?.receiver.track ?? null;
  }

  /**
   * The data channel that the other side has opened under that label.
   * @param {string} label
   */
  remoteData(label) {
    return this.#dataChannels.receiver(label);
  }

  /** Which m-line carries which local track, "mid sid" each. */
  #tracksByMid() {
    const transceivers = this.#connection.getTransceivers();
    const tracks = [];
    for (const [sid, sender] of this.#senders) {
      const mid = transceivers.find((one) => one.sender === sender)?.mid;
      if (mid) tracks.push(`${mid} ${sid}`);
    }
    return tracks;
  }

  /** @param {RTCIceCandidate | null} candidate */
  #reportCandidate(candidate) {
    // Neither null nor '' is a candidate: they say that there are no more, which nobody waits for.
    if (this.#closed || !candidate?.candidate) return;
    this.#client.localCandidate(this.#handle, candidate.candidate, candidate.sdpMid ?? '',
        candidate.sdpMLineIndex ?? -1, candidate.usernameFragment ?? '');
  }

  #reportIceState() {
    if (this.#closed) return;
    this.#client.iceStateChanged(this.#handle, this.#connection.iceConnectionState);
  }

  /** @param {() => void} action */
  #attempt(action) {
    try {
      action();
    } catch (error) {
      // Told later: this runs inside a call of Wasm.
      queueMicrotask(() => this.#fail(error));
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#closed) return;
    console.warn('Parley: a connection to a participant failed.', error);
    this.#client.descriptionFailed(this.#handle);
  }
}

/**
 * @param {IceConfiguration} ice
 * @returns {RTCPeerConnection}
 */
function createConnection(ice) {
  try {
    return new RTCPeerConnection({ ...CONFIGURATION, ...ice });
  } catch (error) {
    // A faulty list from the server costs the call only those who are behind a NAT.
    console.warn('Parley: the list of ICE servers was refused.', error);
    return new RTCPeerConnection({ ...CONFIGURATION, ...ice, iceServers: [] });
  }
}
