/** @import { MediaKind } from '../bindings/client.js' */
/** @import { MediaEncryption } from './encryption/media_encryption.js' */
import { SentTracks } from './sent_tracks.js';
import { encodingsOf, layersOf } from './simulcast.js';

/**
 * What a connection sends to an SFU: in simulcast layers, and encrypted if anything is. Its m-lines are
 * not used again, because they keep the layers that they were made with.
 */
export class LayeredTracks extends SentTracks {
  #participant;
  #encrypts;
  /** Once it has started. @type {MediaEncryption | null} */
  #encryption = null;
  /** What is sent once media is encrypted, by the sid. @type {Map<string, MediaStreamTrack>} */
  #postponed = new Map();

  /**
   * @param {RTCPeerConnection} connection
   * @param {boolean} dscp whether packets are marked by their priority
   * @param {string} participant who sends
   * @param {boolean} encrypts whether no track is sent before `encrypt()` was called
   */
  constructor(connection, dscp, participant, encrypts) {
    super(connection, dscp);
    this.#participant = participant;
    this.#encrypts = encrypts;
  }

  /** @param {MediaEncryption} encryption by which all tracks pass from now on */
  encrypt(encryption) {
    this.#encryption = encryption;
    for (const [sid, track] of this.#postponed) this.add(sid, track);
    this.#postponed.clear();
  }

  /**
   * @override
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  add(sid, track) {
    if (this.#encrypts && !this.#encryption) {
      // Chromium lets pictures pass in the clear if the transform comes later than the sender.
      this.#postponed.set(sid, track);
      return;
    }
    const layers = layersOf(track);
    const { sender } = this.connection.addTransceiver(track, {
      direction: 'sendonly', streams: [new MediaStream([track])], sendEncodings: encodingsOf(layers),
    });
    const sent = { participant: this.#participant, sid };
    this.#encryption?.send(sender, /** @type {MediaKind} */ (track.kind), sent);
    this.keep(sid, sender, layers);
  }

  /** @override @param {string} sid */
  remove(sid) {
    if (!this.#postponed.delete(sid)) super.remove(sid);
  }

  /** @override @param {RTCRtpTransceiver} transceiver */
  stop(transceiver) {
    transceiver.direction = 'inactive';
    transceiver.sender.replaceTrack(null).catch(() => {});
  }

  /**
   * @override
   * @param {string} sid
   * @param {MediaStreamTrack} track
   */
  replace(sid, track) {
    if (this.#postponed.has(sid)) this.#postponed.set(sid, track);
    else super.replace(sid, track);
  }
}
