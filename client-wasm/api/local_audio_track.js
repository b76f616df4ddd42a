/** @import { LocalMediaTrackEvents } from './local_media_track.js' */
import { LocalMediaTrack } from './local_media_track.js';

/**
 * The local participant's microphone.
 * @extends {LocalMediaTrack<'audio', LocalMediaTrackEvents<LocalAudioTrack>>}
 */
export class LocalAudioTrack extends LocalMediaTrack {}
