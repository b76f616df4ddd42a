/**
 * @typedef {object} Layer
 * @property {string} rid
 * @property {number} scale of width and height
 * @property {number} maxBitrate bit/s
 */

// From large to small: Chromium sends the first three of 960×540, the first two of 480×270, and one below.
/** @type {Layer[]} */
const LAYERS = [
  { rid: 'h', scale: 1, maxBitrate: 1_400_000 },
  { rid: 'm', scale: 2, maxBitrate: 450_000 },
  { rid: 'l', scale: 4, maxBitrate: 150_000 },
];
const ONLY_LAYER = [{ rid: '', scale: 1, maxBitrate: 900_000 }];
const SCREEN_LAYER = [{ rid: '', scale: 1, maxBitrate: 1_500_000 }];
const SOUND_LAYER = [{ rid: '', scale: 1, maxBitrate: 0 }];

/**
 * Firefox ignores `scalabilityMode`, and an SFU cannot change smoothly between layers of VP8 that have temporal
 * layers of their own.
 */
const hasSmoothLayers = () => !('mozRTCPeerConnection' in globalThis || 'mozInnerScreenX' in globalThis);

/**
 * In which sizes to send the track to an SFU, which passes one of them on to each receiver. A screen is sent in one,
 * because text does not bear less.
 * @param {MediaStreamTrack} track
 * @returns {Layer[]}
 */
export function layersOf(track) {
  if (track.kind === 'audio') return SOUND_LAYER;
  const isScreen = 'displaySurface' in track.getSettings() || ['detail', 'text'].includes(track.contentHint);
  if (isScreen) return SCREEN_LAYER;
  return hasSmoothLayers() ? LAYERS : ONLY_LAYER;
}

/**
 * @param {Layer[]} layers
 * @returns {RTCRtpEncodingParameters[]}
 */
export function encodingsOf(layers) {
  return layers.map(({ rid, scale, maxBitrate }) => ({
    ...(rid && { rid, scaleResolutionDownBy: scale, scalabilityMode: 'L1T1' }),
    ...(maxBitrate > 0 && { maxBitrate }),
  }));
}
