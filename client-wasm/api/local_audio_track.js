/** @import { LocalMediaTrackEvents } from './local_media_track.js' */
import { LocalMediaTrack } from './local_media_track.js';

/**
 * From twilio-video.js.
 * @typedef {object} NoiseCancellation
 * @property {'krisp' | 'rnnoise'} vendor
 * @property {MediaStreamTrack} sourceTrack
 * @property {boolean} isEnabled
 * @property {() => Promise<void>} enable
 * @property {() => Promise<void>} disable
 */

/**
 * The local participant's microphone.
 * @extends {LocalMediaTrack<'audio', LocalMediaTrackEvents<LocalAudioTrack>>}
 */
export class LocalAudioTrack extends LocalMediaTrack {
  /** @type {NoiseCancellation | undefined} never set: no processor for it is loaded */
  noiseCancellation = undefined;
}
