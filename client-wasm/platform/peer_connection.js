/** @import { Client, DescriptionType, MediaKind, TrackKind } from '../bindings/client.js' */
/** @import { ConnectionSettings, IceConfiguration } from './connection_settings.js' */
/** @import { DataSender } from './data_sender.js' */
/** @import { SealedFor } from './description_seal.js' */
/** @import { MediaEncryption } from './encryption/media_encryption.js' */
/** @import { Encoding } from './sent_encoding.js' */
import { configurationOf, createConnection, DEFAULT_SETTINGS } from './connection_settings.js';
import { preferCodecs } from './codec_preferences.js';
import { DataChannels } from './data_channels.js';
import { fingerprintsIn } from './description_seal.js';
import { MediaArrival } from './media_arrival.js';
import { withDtx, withoutDtx } from './opus_dtx.js';
import { SentEncoding, WITHOUT_LIMITS } from './sent_encoding.js';
import { encodingsOf, layersOf } from './simulcast.js';
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
  #dscp;
  #wanted;
  #seal;
  #ends;
  #encrypting;
  /** Once it has started. @type {MediaEncryption | null} */
  #encryption = null;
  /** What is sent once media is encrypted, by the sid. @type {Map<string, MediaStreamTrack>} */
  #postponed = new Map();
  /** While a description of ours is being sealed. @type {Promise<string> | null} */
  #sealing = null;
  /** @type {Map<string, RTCRtpSender>} by the sid of the local track */
  #senders = new Map();
  /** @type {Map<RTCRtpSender, SentEncoding>} */
  #encodings = new Map();
  /** @type {Set<RTCRtpTransceiver>} whose track was removed, for reuse */
  #freed = new Set();

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
    this.#dscp = dscp;
    this.#seal = seal;
    this.#ends = ends;
    this.#encrypting = encrypting;
    // setLocalDescription() and setRemoteDescription() report it.
    encrypting?.then((encryption) => this.#encrypt(encryption), () => {});
    this.#wanted = configuration;
    this.#connection = createConnection(ice, configuration);
    this.#arrival = new MediaArrival(this.#connection);
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
   * Uses an m-line that an earlier track has left, if there is one. The browser's addTrack() does not reuse
   * one that has ever sent, and m-lines are permanent, so that descriptions would outgrow a message.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  addTrack(sid, track) {
    this.#attempt(() => {
      const stream = new MediaStream([track]);
      if (this.#ends.participant === SFU_SEND) return this.#sendInLayers(sid, track, stream);
      const freed = this.#takeFreed(track.kind);
      if (freed) return this.#reuse(freed, sid, track, stream);
      const sender = this.#connection.addTrack(track, stream);
      this.#senders.set(sid, sender);
      this.#encodings.set(sender, new SentEncoding(sender, this.#dscp));
    });
  }

  /** @param {MediaEncryption} encryption */
  #encrypt(encryption) {
    this.#encryption = encryption;
    if (this.#closed) return;
    for (const [sid, track] of this.#postponed) this.addTrack(sid, track);
    this.#postponed.clear();
  }

  /**
   * To an SFU. M-lines are not used again, because they keep the layers that they were made with.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   * @param {MediaStream} stream
   */
  #sendInLayers(sid, track, stream) {
    if (this.#encrypting && !this.#encryption) {
      // Chromium lets pictures pass in the clear if the transform comes later than the sender.
      this.#postponed.set(sid, track);
      return;
    }
    const layers = layersOf(track);
    const { sender } = this.#connection.addTransceiver(track, {
      direction: 'sendonly', streams: [stream], sendEncodings: encodingsOf(layers),
    });
    this.#encryption?.send(sender, /** @type {MediaKind} */ (track.kind), { participant: this.#ends.ownId, sid });
    this.#senders.set(sid, sender);
    this.#encodings.set(sender, new SentEncoding(sender, this.#dscp, layers));
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
    if (this.#postponed.delete(sid)) return;
    if (this.#dataChannels.close(sid)) return;
    const transceiver = this.#transceiverOf(sid);
    this.#senders.delete(sid);
    if (!transceiver || transceiver.direction === 'stopped') return;
    this.#attempt(() => {
      // removeTrack() would do nothing during a pending replaceTrack(), which would then win.
      const isToSfu = this.#ends.participant === SFU_SEND;
      transceiver.direction = isToSfu ? 'inactive' : 'recvonly';
      transceiver.sender.replaceTrack(null).catch(() => {});
      // Browsers from before 2023 may lack it.
      if (!isToSfu && 'setStreams' in transceiver.sender) this.#freed.add(transceiver);
    });
  }

  /**
   * Sends other media as the same published track; needs no negotiation.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  replaceTrack(sid, track) {
    if (this.#postponed.has(sid)) this.#postponed.set(sid, track);
    this.#senders.get(sid)?.replaceTrack(track)
      // The other track may have a different size.
      .then(() => this.#encodingOf(sid)?.refresh())
      // Fails only for a connection that was closed in the meantime, where nobody misses the track.
      .catch(() => {});
  }

  /** @param {string} sid */
  trackResized(sid) {
    this.#encodingOf(sid)?.refresh();
  }

  /**
   * @param {string} sid
   * @param {Encoding} encoding
   */
  setEncoding(sid, encoding) {
    this.#encodingOf(sid)?.set(encoding);
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
      this.#client.localDescriptionApplied(this.#handle, type, this.#tracksByMid(), seal, sdp);
      for (const encoding of this.#encodings.values()) encoding.refresh();
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
    return readStatistics(this.#connection, this.#senders);
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

  /** Which m-line carries which local track, "mid sid" each. */
  #tracksByMid() {
    const tracks = [];
    for (const sid of this.#senders.keys()) {
      const mid = this.#transceiverOf(sid)?.mid;
      if (mid) tracks.push(`${mid} ${sid}`);
    }
    return tracks;
  }

  /** @param {string} sid */
  #transceiverOf(sid) {
    const sender = this.#senders.get(sid);
    return this.#connection.getTransceivers().find((one) => one.sender === sender);
  }

  /** @param {string} sid */
  #encodingOf(sid) {
    const sender = this.#senders.get(sid);
    return sender && this.#encodings.get(sender);
  }

  /**
   * @param {RTCRtpTransceiver} freed
   * @param {string} sid
   * @param {MediaStreamTrack} track
   * @param {MediaStream} stream
   */
  #reuse(freed, sid, track, stream) {
    this.#senders.set(sid, freed.sender);
    freed.direction = 'sendrecv';
    // Negotiation then sees another track, even if nobody was told that the earlier one left.
    freed.sender.setStreams(stream);
    this.setEncoding(sid, WITHOUT_LIMITS);
    this.replaceTrack(sid, track);
  }

  /** @param {string} kind */
  #takeFreed(kind) {
    for (const transceiver of this.#freed) {
      if (transceiver.receiver.track.kind !== kind) continue;
      this.#freed.delete(transceiver);
      if (transceiver.direction !== 'stopped') return transceiver;
    }
    return null;
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
