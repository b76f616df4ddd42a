// Which of the vendor's modules are our library, by their paths. The others, such as es5/util, are the vendor's own.

import { LocalTrackPublication } from '../../../client-wasm/api/local_track_publication.js';
import Video from '../../../client-wasm/api/module.js';
import { RemoteAudioTrack } from '../../../client-wasm/api/remote_audio_track.js';
import { RemoteDataTrack } from '../../../client-wasm/api/remote_data_track.js';
import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js';
import { RemoteTrackPublication } from '../../../client-wasm/api/remote_track_publication.js';
import { RemoteVideoTrack } from '../../../client-wasm/api/remote_video_track.js';
import { Room } from '../../../client-wasm/api/room.js';

/**
 * What takes the place of a class where it is asked for with `instanceof`.
 * @param {(value: any) => boolean} isOne
 */
const classOf = (isOne) => class {
  static [Symbol.hasInstance](value) {
    return isOne(value);
  }
};

/** Here one class is for all three kinds. @param {'audio' | 'video' | 'data'} kind */
const publicationOf = (kind) => classOf((value) => value instanceof RemoteTrackPublication && value.kind === kind);

const isTwilioError = (error) => error instanceof Error && error.name === 'TwilioError' && typeof error.code === 'number';

/** @type {Record<string, unknown>} */
const OURS = {
  'es5': Video,
  'es5/index': Video,
  'es5/room': Room,
  'es5/remoteparticipant': RemoteParticipant,
  'es5/media/track/es5/localdatatrack': Video.LocalDataTrack,
  'es5/media/track/localtrackpublication': LocalTrackPublication,
  'es5/media/track/remoteaudiotrack': RemoteAudioTrack,
  'es5/media/track/remotevideotrack': RemoteVideoTrack,
  'es5/media/track/remotedatatrack': RemoteDataTrack,
  'es5/media/track/remoteaudiotrackpublication': publicationOf('audio'),
  'es5/media/track/remotevideotrackpublication': publicationOf('video'),
  'es5/media/track/remotedatatrackpublication': publicationOf('data'),
  'es5/util/cancelablepromise': classOf((value) => value instanceof Promise && typeof value.cancel === 'function'),
  'es5/util/support': () => Video.isSupported,
  'es5/util/twilioerror': classOf(isTwilioError),
};

/**
 * @param {string} path such as "/suites/es5/room"
 * @param {() => any} vendors loads the vendor's module of that path
 * @returns {unknown} undefined if it is the vendor's own
 */
export function libraryModule(path, vendors) {
  const name = path.replace('/suites/', '').replace(/(\/|\.js)$/, '');
  if (name === 'es5/util/twilio-video-errors') return errorsLike(vendors());
  return OURS[name];
}

/**
 * The vendor's error classes, of which an error of ours is one if it has the code.
 * @param {Record<string, new () => { code: number }>} classes
 */
function errorsLike(classes) {
  const ofErrors = Object.entries(classes).filter(([, Vendors]) => Vendors.prototype instanceof Error);
  return Object.fromEntries(ofErrors.map(([name, Vendors]) => {
    const { code } = new Vendors();
    return [name, classOf((error) => isTwilioError(error) && error.code === code)];
  }));
}
