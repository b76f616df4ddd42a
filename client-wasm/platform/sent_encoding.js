/**
 * How a track is to be sent; 0 stands for no limit.
 * @typedef {object} Encoding
 * @property {boolean} active
 * @property {number} maxBitrate bit/s
 * @property {number} maxFramerate
 * @property {number} maxHeight pixels
 */

/** @import { Layer } from './simulcast.js' */

/** How a track is sent by default. @type {Encoding} */
export const WITHOUT_LIMITS = { active: true, maxBitrate: 0, maxFramerate: 0, maxHeight: 0 };

/** @type {Layer} */
const WHOLE = { rid: '', scale: 1, maxBitrate: 0 };

/** Keeps one sender's parameters (W3C webrtc-pc section 5.2) as last requested. */
export class SentEncoding {
  #sender;
  #isMarked;
  #layers;
  /** @type {Encoding | null} */
  #wanted = null;
  /** One change at a time, because each starts from the parameters that the previous one left. */
  #applying = Promise.resolve();

  /**
   * @param {RTCRtpSender} sender
   * @param {boolean} [isMarked] whether its packets are marked for routers (W3C webrtc-priority; RFC 8837)
   * @param {Layer[]} [layers] of simulcast
   */
  constructor(sender, isMarked = false, layers = [WHOLE]) {
    this.#sender = sender;
    this.#isMarked = isMarked;
    this.#layers = layers;
    // Sound is never told how to be sent, where nothing limits it.
    if (isMarked) this.#wanted = WITHOUT_LIMITS;
  }

  /** @param {Encoding} encoding */
  set(encoding) {
    this.#wanted = encoding;
    this.refresh();
  }

  /** Applies it again, because the track or the negotiated codec has changed. */
  refresh() {
    if (!this.#wanted) return;
    // It may fail on a connection that has just been closed, or before Firefox knows the encodings.
    // The next negotiation makes up for that.
    this.#applying = this.#applying.then(() => this.#apply()).catch(() => {});
  }

  async #apply() {
    if (!this.#wanted) return;
    const parameters = this.#sender.getParameters();
    if (!parameters.encodings.length) return;
    parameters.encodings.forEach((encoding, index) => this.#limit(encoding, index));
    await this.#sender.setParameters(parameters);
  }

  /**
   * @param {RTCRtpEncodingParameters} encoding
   * @param {number} index
   */
  #limit(encoding, index) {
    const { active, maxBitrate, maxFramerate, maxHeight } = this.#wanted ?? WITHOUT_LIMITS;
    const layer = this.#layers[index] ?? WHOLE;
    const { width = 0, height = 0 } = this.#sender.track?.getSettings() ?? {};
    // For a portrait picture, the width is what counts as height elsewhere.
    const lines = Math.min(width, height);
    const isSmallest = index === this.#layers.length - 1;
    const fits = isSmallest || maxHeight === 0 || lines / layer.scale <= maxHeight;
    encoding.active = active && fits;
    if (this.#isMarked) encoding.networkPriority = 'high';
    setOrDelete(encoding, 'maxBitrate', Math.min(maxBitrate || Infinity, layer.maxBitrate || Infinity));
    setOrDelete(encoding, 'maxFramerate', maxFramerate);
    const scale = maxHeight > 0 && isSmallest ? lines / maxHeight : 1;
    if (this.#sender.track?.kind === 'video') encoding.scaleResolutionDownBy = Math.max(scale, layer.scale);
  }
}

/**
 * @param {RTCRtpEncodingParameters} encoding
 * @param {'maxBitrate' | 'maxFramerate'} name
 * @param {number} value
 */
function setOrDelete(encoding, name, value) {
  if (value > 0 && value < Infinity) encoding[name] = value;
  else delete encoding[name];
}
