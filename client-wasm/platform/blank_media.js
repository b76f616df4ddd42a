/** @import { MediaKind } from '../bindings/client.js' */

/** @type {Map<MediaKind, MediaStreamTrack>} */
const tracks = new Map();

/**
 * A track of which nothing ever comes: for what is not received at the moment.
 * @param {MediaKind} kind
 * @returns {MediaStreamTrack}
 */
export function blankTrack(kind) {
  const track = tracks.get(kind) ?? new RTCPeerConnection().addTransceiver(kind).receiver.track;
  tracks.set(kind, track);
  return track;
}
