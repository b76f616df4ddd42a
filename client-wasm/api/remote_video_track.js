import { RemoteMediaTrack } from './remote_media_track.js';

/** Another participant's camera. */
export class RemoteVideoTrack extends RemoteMediaTrack {}
