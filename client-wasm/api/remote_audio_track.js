import { RemoteMediaTrack } from './remote_media_track.js';

/** Another participant's microphone. */
export class RemoteAudioTrack extends RemoteMediaTrack {}
