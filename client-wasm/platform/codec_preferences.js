/** @import { MediaKind } from '../bindings/client.js' */

/**
 * The codecs that a page wants first, by names such as "VP8", in its order.
 * @typedef {Record<MediaKind, string[]>} CodecPreferences
 */

/**
 * Puts the wanted codecs before the others; none is removed.
 * @param {RTCRtpTransceiver} transceiver
 * @param {CodecPreferences} preferences
 */
export function preferCodecs(transceiver, preferences) {
  const kind = /** @type {MediaKind} */ (transceiver.receiver.track.kind);
  const wanted = preferences[kind].map((name) => `${kind}/${name}`.toLowerCase());
  if (wanted.length === 0 || !('setCodecPreferences' in transceiver)) return;
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  /** @param {{ mimeType: string }} codec */
  const rank = ({ mimeType }) => {
    const index = wanted.indexOf(mimeType.toLowerCase());
    return index < 0 ? wanted.length : index;
  };
  // Sorting is stable, so that equal codecs keep the browser's order.
  transceiver.setCodecPreferences([...codecs].sort((left, right) => rank(left) - rank(right)));
}
