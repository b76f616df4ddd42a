/**
 * Parley's public library. Names and behaviour are those of twilio-video.js 2.x; `preload` and
 * `classifyMediaError` are Parley's own.
 */
export { classifyMediaError } from '../platform/media_devices.js';
export { connect } from './connect.js';
export {
  createLocalAudioTrack,
  createLocalTracks,
  createLocalVideoTrack,
} from './create_local_tracks.js';
export { preload } from './loader.js';
export { LocalAudioTrack } from './local_audio_track.js';
export { LocalVideoTrack } from './local_video_track.js';

/** Whether this browser can hold a call. */
export const isSupported =
  typeof RTCPeerConnection === 'function' &&
  typeof WebAssembly === 'object' &&
  typeof RTCPeerConnection.prototype.addTransceiver === 'function';

/** The library's version. */
export const version = PARLEY_VERSION;
