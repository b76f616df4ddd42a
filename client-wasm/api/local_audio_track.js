/** @import { LocalMediaTrackEvents } from './local_media_track.js' */
import { LocalMediaTrack } from './local_media_track.js';

/**
 * One's own microphone.
 * @extends {LocalMediaTrack<'audio', LocalMediaTrackEvents<LocalAudioTrack>>}
 */
export class LocalAudioTrack extends LocalMediaTrack {}
