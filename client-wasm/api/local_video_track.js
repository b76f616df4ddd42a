import { LocalMediaTrack } from './local_media_track.js';

/** One's own camera. */
export class LocalVideoTrack extends LocalMediaTrack {}
