/** @import { Encoding } from './sent_encoding.js' */
/** @import { Layer } from './simulcast.js' */
import { SentEncoding, WITHOUT_LIMITS } from './sent_encoding.js';

/** The local tracks that one connection sends, by their sids. */
export class SentTracks {
  /** @type {Map<string, RTCRtpSender>} by the sid */
  senders = new Map();
  /** @type {Map<RTCRtpSender, SentEncoding>} */
  #encodings = new Map();
  /** @type {Set<RTCRtpTransceiver>} whose track was removed, for reuse */
  #freed = new Set();

  /**
   * @param {RTCPeerConnection} connection
   * @param {boolean} dscp whether packets are marked by their priority
   */
  constructor(connection, dscp) {
    this.connection = connection;
    this.dscp = dscp;
  }

  /**
   * Uses an m-line that an earlier track has left, if there is one. The browser's addTrack() does not reuse
   * one that has ever sent, and m-lines are permanent, so that descriptions would outgrow a message.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  add(sid, track) {
    const stream = new MediaStream([track]);
    const freed = this.#takeFreed(track.kind);
    if (freed) this.#reuse(freed, sid, track, stream);
    else this.keep(sid, this.connection.addTrack(track, stream));
  }

  /**
   * @param {string} sid
   * @param {RTCRtpSender} sender
   * @param {Layer[]} [layers] of simulcast
   */
  keep(sid, sender, layers) {
    this.senders.set(sid, sender);
    this.#encodings.set(sender, new SentEncoding(sender, this.dscp, layers));
  }

  /** @param {string} sid */
  remove(sid) {
    const transceiver = this.#transceiverOf(sid);
    this.senders.delete(sid);
    if (transceiver && transceiver.direction !== 'stopped') this.stop(transceiver);
  }

  /**
   * Ends what an m-line of ours carries.
   * @param {RTCRtpTransceiver} transceiver
   */
  stop(transceiver) {
    // removeTrack() would do nothing during a pending replaceTrack(), which would then win.
    transceiver.direction = 'recvonly';
    transceiver.sender.replaceTrack(null).catch(() => {});
    // Browsers from before 2023 may lack it.
    if ('setStreams' in transceiver.sender) this.#freed.add(transceiver);
  }

  /**
   * Sends other media as the same published track; needs no negotiation.
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  replace(sid, track) {
    this.senders.get(sid)?.replaceTrack(track)
      // The other track may have a different size.
      .then(() => this.resized(sid))
      // Fails only for a connection that was closed in the meantime, where nobody misses the track.
      .catch(() => {});
  }

  /** @param {string} sid */
  resized(sid) {
    this.#encodingOf(sid)?.refresh();
  }

  /**
   * @param {string} sid
   * @param {Encoding} encoding
   */
  setEncoding(sid, encoding) {
    this.#encodingOf(sid)?.set(encoding);
  }

  /** After a negotiation, from which the browser may have new encodings. */
  refresh() {
    for (const encoding of this.#encodings.values()) encoding.refresh();
  }

  /** Which m-line carries which local track, "mid sid" each. */
  byMid() {
    const tracks = [];
    for (const sid of this.senders.keys()) {
      const mid = this.#transceiverOf(sid)?.mid;
      if (mid) tracks.push(`${mid} ${sid}`);
    }
    return tracks;
  }

  /** @param {string} sid */
  #transceiverOf(sid) {
    const sender = this.senders.get(sid);
    return this.connection.getTransceivers().find((one) => one.sender === sender);
  }

  /** @param {string} sid */
  #encodingOf(sid) {
    const sender = this.senders.get(sid);
    return sender && this.#encodings.get(sender);
  }

  /**
   * @param {RTCRtpTransceiver} freed
   * @param {string} sid
   * @param {MediaStreamTrack} track
   * @param {MediaStream} stream
   */
  #reuse(freed, sid, track, stream) {
    this.senders.set(sid, freed.sender);
    freed.direction = 'sendrecv';
    // Negotiation then sees another track, even if nobody was told that the earlier one left.
    freed.sender.setStreams(stream);
    this.setEncoding(sid, WITHOUT_LIMITS);
    this.replace(sid, track);
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
}
