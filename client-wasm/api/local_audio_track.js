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
  /**
   * Always null, as in twilio-video.js where the plugin cannot be loaded; the vendor's type does not say so.
   * @type {NoiseCancellation | undefined}
   */
  noiseCancellation = /** @type {any} */ (null);
}
