/** @import { TrackKind } from '../bindings/client.js' */
/** @import { LocalMediaTrack } from './local_media_track.js' */
import { getUserMedia } from '../platform/media_devices.js';
import { LocalAudioTrack } from './local_audio_track.js';
import { asLocalMediaTrack } from './local_participant.js';
import { LocalVideoTrack } from './local_video_track.js';

/**
 * From twilio-video.js, with no effect here.
 * @typedef {Partial<Record<'logLevel' | 'getUserMedia' | 'enumerateDevices' | 'MediaStream' | 'mapMediaElement' |
 *   'disposeMediaElement' | 'workaroundWebKitBug180748' | 'workaroundWebKitBug1208516' |
 *   'defaultDeviceCaptureMode', unknown>> & { noiseCancellationOptions?: NoiseCancellationOptions }} IgnoredTrackOptions
 */

/**
 * @typedef {object} NoiseCancellationOptions
 * @property {string} sdkAssetsPath
 * @property {'krisp' | 'rnnoise'} vendor
 */

/** @typedef {MediaTrackConstraints & IgnoredTrackOptions & { name?: string }} TrackOptions constraints, and the track's name */

/**
 * @typedef {object} Wanted
 * @property {boolean | TrackOptions} [audio]
 * @property {boolean | TrackOptions} [video]
 */

/** @typedef {Wanted & IgnoredTrackOptions & { loggerName?: string }} LocalTracksOptions `loggerName` has no effect */

/**
 * Asks for the microphone, the camera or both; for both by default.
 * @param {LocalTracksOptions} [options]
 * @returns {Promise<LocalMediaTrack[]>} rejected with the browser's DOMException
 */
export async function createLocalTracks(options = {}) {
  const both = options.audio === undefined && options.video === undefined;
  const { audio = both, video = both } = options;
  if (!audio && !video) return [];
  const constraints = { audio: constraintsOf(audio), video: constraintsOf(video) };
  const tracks = await getUserMedia(constraints);
  return tracks.map((track) => asLocalMediaTrack(track, nameOf(track.kind === 'audio' ? audio : video)));
}

/**
 * @param {TrackOptions} [options]
 * @returns {Promise<LocalAudioTrack>} rejected with the browser's DOMException
 */
export async function createLocalAudioTrack(options) {
  const [track] = await createLocalTracks({ audio: options ?? true, video: false });
  return /** @type {LocalAudioTrack} */ (track);
}

/**
 * @param {TrackOptions} [options]
 * @returns {Promise<LocalVideoTrack>} rejected with the browser's DOMException
 */
export async function createLocalVideoTrack(options) {
  const [track] = await createLocalTracks({ audio: false, video: options ?? true });
  return /** @type {LocalVideoTrack} */ (track);
}

/** @param {boolean | TrackOptions} wanted */
function constraintsOf(wanted) {
  // null is neither, and pages may pass null.
  if (typeof wanted !== 'object' || !wanted) return Boolean(wanted);
  const { name, noiseCancellationOptions, ...constraints } = wanted;
  if (noiseCancellationOptions) console.warn('Parley: there are no noise cancellation plugins here, only the browser\'s own.');
  return constraints;
}

/** @param {boolean | TrackOptions} wanted */
function nameOf(wanted) {
  return typeof wanted === 'object' && wanted.name !== undefined ? { name: wanted.name } : {};
}
