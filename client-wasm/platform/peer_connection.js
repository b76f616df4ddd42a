/** @import { Client, DescriptionType, TrackKind } from '../bindings/client.js' */
/** @import { ConnectionSettings, IceConfiguration } from './connection_settings.js' */
/** @import { DataSender } from './data_sender.js' */
/** @import { SealedFor } from './description_seal.js' */
/** @import { MediaEncryption } from './encryption/media_encryption.js' */
/** @import { Encoding } from './sent_encoding.js' */
import { configurationOf, createConnection, DEFAULT_SETTINGS } from './connection_settings.js';
import { preferCodecs } from './codec_preferences.js';
import { DataChannels } from './data_channels.js';
import { fingerprintsIn } from './description_seal.js';
import { LayeredTracks } from './layered_tracks.js';
import { MediaArrival } from './media_arrival.js';
import { withDtx, withoutDtx } from './opus_dtx.js';
import { SentTracks } from './sent_tracks.js';
import { readAudioLevel, readCounters, readPath, readStatistics } from './statistics.js';

/** The participants that stand for an SFU (PROTOCOL.md, "Large rooms"). */
const SFU_SEND = 'sfu:send';
const SFU_RECEIVE = 'sfu:receive';

/** @param {string} participant */
export const isSfu = (participant) => participant === SFU_SEND || participant === SFU_RECEIVE;

// By then what came from an SFU that is lost comes from elsewhere, if at all.
const SHOWN_ELSEWHERE_MS = 3000;

// Until then ICE may find a better path, and the first picture is more urgent.
const PATH_SETTLES_MS = 1000;

let open = 0;

/** How many connections of this page are open. */
export const openConnections = () => open;

/**
 * Whose connection it is, with whom, and which one of the pair.
 * @typedef {{ ownId: string, participant: string, epoch: number }} Ends
 */

/**
 * An RTCPeerConnection with the number that the client gave it. Its callbacks and promises outlive
 * it, so each first checks whether it was closed. Failures are reported as `descriptionFailed`, which
 * makes the client replace the connection.
 */
export class PeerConnection {
  /** Candidates that the browser did not accept. */
  rejectedCandidates = 0;

  #handle;
  #client;
  #connection;
  #dataChannels;
  #arrival;
  #closed = false;
  #codecs;
  #withDtx;
  #tracks;
  #wanted;
  #seal;
  #ends;
  #encrypting;
  /** Once it has started. @type {MediaEncryption | null} */
  #encryption = null;
  /** While a description of ours is being sealed. @type {Promise<string> | null} */
  #sealing = null;

  /**
   * @param {number} handle
   * @param {IceConfiguration} ice the server's configuration of it
   * @param {Client} client is told what happens
   * @param {ConnectionSettings} [settings]
   * @param {Ends} [ends]
   * @param {Promise<MediaEncryption> | null} [encrypting] for an SFU: no media passes but by it
   */
  constructor(handle, ice, client, { configuration, codecs, seal, dtx, dscp, created } = DEFAULT_SETTINGS,
      ends = { ownId: '', participant: '', epoch: 0 }, encrypting = null) {
    this.#handle = handle;
    this.#client = client;
    this.#codecs = codecs;
    this.#withDtx = dtx ? withDtx : withoutDtx;
    this.#seal = seal;
    this.#ends = ends;
    this.#encrypting = encrypting;
    // setLocalDescription() and setRemoteDescription() report it.
    encrypting?.then((encryption) => this.#encrypt(encryption), () => {});
    this.#wanted = configuration;
    this.#connection = createConnection(ice, configuration);
    this.#arrival = new MediaArrival(this.#connection);
    this.#tracks = ends.participant === SFU_SEND ?
      new LayeredTracks(this.#connection, dscp, ends.ownId, encrypting !== null) :
      new SentTracks(this.#connection, dscp);
    open += 1;
    created?.(this.#connection);
    this.#connection.onnegotiationneeded = () => {
      if (!this.#closed) client.negotiationNeeded(handle);
    };
    this.#connection.onicecandidate = ({ candidate }) => this.#reportCandidate(candidate);
    this.#connection.oniceconnectionstatechange = () => this.#reportIceState();
    this.#connection.ontrack = ({ track, transceiver }) => {
      this.#encryption?.receive(transceiver.receiver);
      if (this.#closed || transceiver.mid === null) return;
      client.remoteTrackAdded(handle, transceiver.mid, /** @type {TrackKind} */ (track.kind));
    };
    this.#dataChannels = new DataChannels(this.#connection, (label) => {
      if (!this.#closed) client.remoteDataChannelAdded(handle, label);
    });
  }

  /** @param {boolean} [isOver] whether the call is, so that nothing is shown any more */
  close(isOver = false) {
    if (!this.#closed) open -= 1;
    this.#closed = true;
    this.#dataChannels.closeAll();
    this.#arrival.stop();
    this.#encryption?.release(this.#connection);
    // Chromium shows black where a track ends.
    if (this.isShared && !isOver) setTimeout(() => this.#connection.close(), SHOWN_ELSEWHERE_MS);
    else this.#connection.close();
  }

  /**
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  addTrack(sid, track) {
    this.#attempt(() => this.#tracks.add(sid, track));
  }

  /** @param {MediaEncryption} encryption */
  #encrypt(encryption) {
    this.#encryption = encryption;
    if (this.#closed || !(this.#tracks instanceof LayeredTracks)) return;
    const tracks = this.#tracks;
    this.#attempt(() => tracks.encrypt(encryption));
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
    if (!this.#dataChannels.close(sid)) this.#attempt(() => this.#tracks.remove(sid));
  }

  /**
   * Sends other media as the same published track; needs no negotiation.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  replaceTrack(sid, track) {
    this.#tracks.replace(sid, track);
  }

  /** @param {string} sid */
  trackResized(sid) {
    this.#tracks.resized(sid);
  }

  /**
   * @param {string} sid
   * @param {Encoding} encoding
   */
  setEncoding(sid, encoding) {
    this.#tracks.setEncoding(sid, encoding);
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
      if (this.#encrypting) await this.#encrypting;
      this.#preferCodecs();
      // Without an argument the browser makes what its state requires: an offer or an answer.
      await this.#connection.setLocalDescription();
      const description = this.#connection.localDescription;
      if (this.#closed || !description) return;
      const type = /** @type {DescriptionType} */ (description.type);
      const sdp = this.#withDtx(description.sdp);
      const seal = await this.#sealOf(sdp);
      if (this.#closed) return;
      this.#client.localDescriptionApplied(this.#handle, type, this.#tracks.byMid(), seal, sdp);
      this.#tracks.refresh();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {string} type
   * @param {string} sdp
   * @param {string} seal is looked at first where there is a secret to do it with; '' if the sender has none
   */
  async setRemoteDescription(type, sdp, seal) {
    try {
      if (this.#encrypting) await this.#encrypting;
      const isSealed = this.#seal !== null && seal !== '';
      if (isSealed && !(await this.#seal?.fits(seal, sdp, this.#sealedBy('participant')))) {
        if (!this.#closed) this.#client.descriptionForged(this.#handle);
        return;
      }
      const description = { type: /** @type {RTCSdpType} */ (type), sdp: this.#withDtx(sdp) };
      await this.#connection.setRemoteDescription(description);
      if (!this.#closed) this.#client.remoteDescriptionApplied(this.#handle, isSealed);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {RTCIceCandidateInit} candidate */
  async addIceCandidate(candidate) {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch {
      // Losing one candidate is no reason to give up, because others may connect.
      this.rejectedCandidates += 1;
    }
  }

  /**
   * Takes effect when candidates are gathered again, as for an ICE restart.
   * @param {IceConfiguration} ice
   */
  setConfiguration(ice) {
    try {
      this.#connection.setConfiguration(configurationOf(ice, this.#wanted));
    } catch (error) {
      // The previous servers work until their credentials expire.
      console.warn('Parley: the list of ICE servers was refused.', error);
    }
  }

  /** Makes the next offer start a new ICE generation. */
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

  /** Whether its m-lines carry one participant's media now and another's later. */
  get isShared() {
    return this.#ends.participant === SFU_RECEIVE;
  }

  /**
   * Whether what an m-line carried before may still be seen on it.
   * @param {string} mid
   */
  showsOther(mid) {
    return this.isShared && this.#arrival.isUsed(mid);
  }

  /**
   * @param {string} mid
   * @param {{ participant: string, sid: string }} track that the m-line carries from now on
   * @param {() => void} arrived media has begun to arrive on that m-line; not if the connection is closed before
   */
  awaitMedia(mid, track, arrived) {
    const receiver = this.#connection.getTransceivers().find((one) => one.mid === mid)?.receiver;
    if (receiver) this.#encryption?.setTrack(receiver, track);
    this.#arrival.wait(mid, this.isShared, arrived);
  }

  /** @param {string} mid */
  cancelMedia(mid) {
    this.#arrival.cancel(mid);
  }

  /**
   * The data channel that the other side has opened under that label.
   * @param {string} label
   */
  remoteData(label) {
    return this.#dataChannels.receiver(label);
  }

  /** Of the certificates (RFC 8122) with which the two sides prove who they are; none before they have agreed. */
  get fingerprints() {
    const { currentLocalDescription: own, currentRemoteDescription: others } = this.#connection;
    // Each m-line names the same.
    const each = (/** @type {RTCSessionDescription | null} */ one) => [...new Set(fingerprintsIn(one?.sdp ?? ''))];
    return { own: each(own), others: each(others) };
  }

  /** The sound that may arrive. */
  get receivedSound() {
    const tracks = this.#connection.getReceivers().map(({ track }) => track);
    return tracks.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live');
  }

  /** How loud the other side is, 0 to 1. */
  get audioLevel() {
    return readAudioLevel(this.#connection);
  }

  /** Null if it was closed in the meantime. */
  async counters() {
    const counters = await readCounters(this.#connection).catch(() => null);
    return this.#closed ? null : counters;
  }

  /** What it sends and receives. */
  statistics() {
    return readStatistics(this.#connection, this.#tracks.senders);
  }

  /** @param {'ownId' | 'participant'} side @returns {SealedFor} */
  #sealedBy(side) {
    const { ownId, participant, epoch } = this.#ends;
    return side === 'ownId' ? { from: ownId, to: participant, epoch } : { from: participant, to: ownId, epoch };
  }

  /** @param {string} sdp of our own @returns {Promise<string>} '' where there is no secret */
  async #sealOf(sdp) {
    if (!this.#seal) return '';
    this.#sealing = this.#seal.of(sdp, this.#sealedBy('ownId'));
    try {
      return await this.#sealing;
    } finally {
      this.#sealing = null;
    }
  }

  #preferCodecs() {
    if (this.#codecs.audio.length + this.#codecs.video.length === 0) return;
    for (const transceiver of this.#connection.getTransceivers()) {
      preferCodecs(transceiver, this.#codecs);
    }
  }

  /** @param {RTCIceCandidate | null} candidate */
  #reportCandidate(candidate) {
    // null and '' are not candidates: they mean that there are no more, which nobody waits for.
    if (this.#closed || !candidate?.candidate) return;
    if (this.#sealing) {
      // It does not overtake the description that it belongs to.
      setTimeout(() => this.#reportCandidate(candidate));
      return;
    }
    this.#client.localCandidate(this.#handle, candidate.candidate, candidate.sdpMid ?? '',
        candidate.sdpMLineIndex ?? -1, candidate.usernameFragment ?? '');
  }

  #reportIceState() {
    if (this.#closed) return;
    const state = this.#connection.iceConnectionState;
    const reported = state === 'completed' ? 'connected' : state;
    if (reported !== 'closed') this.#client.iceStateChanged(this.#handle, reported);
    if (reported === 'connected') {
      setTimeout(() => this.#reportPath(), PATH_SETTLES_MS);
    }
  }

  async #reportPath() {
    if (this.#closed) return;
    const path = await readPath(this.#connection).catch(() => /** @type {const} */ ('unknown'));
    if (!this.#closed) this.#client.connectionPath(this.#handle, path);
  }

  /** @param {() => void} action */
  #attempt(action) {
    try {
      action();
    } catch (error) {
      // Reported later: this runs inside a call of Wasm.
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
