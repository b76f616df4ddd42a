/** @import { RemoteMediaTrackEvents } from './remote_media_track.js' */
import { RemoteMediaTrack } from './remote_media_track.js';

/**
 * Another participant's microphone.
 * @extends {RemoteMediaTrack<'audio', RemoteMediaTrackEvents<RemoteAudioTrack>>}
 */
export class RemoteAudioTrack extends RemoteMediaTrack {}
