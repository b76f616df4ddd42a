import { LocalMediaTrack } from './local_media_track.js';

/** One's own microphone. */
export class LocalAudioTrack extends LocalMediaTrack {}
