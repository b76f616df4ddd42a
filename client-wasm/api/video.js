/**
 * The namespace of twilio-video.js 2.x: what a page knows as `Twilio.Video`, and nothing else.
 */
export { connect } from './connect.js';
export {
  createLocalAudioTrack,
  createLocalTracks,
  createLocalVideoTrack,
} from './create_local_tracks.js';
export { LocalAudioTrack } from './local_audio_track.js';
export { LocalDataTrack } from './local_data_track.js';
export { LocalVideoTrack } from './local_video_track.js';

export { Logger } from './logger.js';
export { runPreflight } from './run_preflight.js';

/** Whether this browser can hold a call. */
export const isSupported =
  typeof RTCPeerConnection === 'function' &&
  typeof WebAssembly === 'object' &&
  typeof RTCPeerConnection.prototype.addTransceiver === 'function';

/** The library's version. */
export const version = PARLEY_VERSION;
