/** @import { TrackOptions } from '../../../client-wasm/api/create_local_tracks.js' */
import { classifyMediaError } from '../../../client-wasm/api/index.js';
import { settings } from '../../common/settings.js';
import { chosenQuality, constraintsForLines, linesToCapture } from '../quality/picture_size.js';

/** What each kind is called in the settings, and as a track. */
export const NAMES = /** @type {const} */ ({ audio: 'microphone', video: 'camera' });

/** What the browser does to a microphone's sound: all of it, unless the person has switched it off. */
export const SOUND_EFFECTS = /** @type {const} */ (['noiseSuppression', 'echoCancellation', 'autoGainControl']);

/** @returns {MediaTrackConstraints} */
const sound = () => Object.fromEntries(SOUND_EFFECTS.map((effect) => [effect, settings()[effect] !== false]));

/** @param {'audio' | 'video'} kind @returns {MediaTrackConstraints} as for a call of two; later it follows the call */
const wanted = (kind) => (kind === 'audio' ? sound() : constraintsForLines(linesToCapture(chosenQuality(), 1, 0)));

/** The deviceId of the one that was chosen on this device; '' for none. @param {'audio' | 'video'} kind */
export function chosenId(kind) {
  return settings()[NAMES[kind]] ?? '';
}

/**
 * What to ask the browser for.
 * @param {'audio' | 'video'} kind
 * @param {string} deviceId that one and no other: what is merely `ideal` some browsers do not heed; '' for any
 * @returns {MediaTrackConstraints}
 */
export function constraintsOf(kind, deviceId) {
  return deviceId ? { ...wanted(kind), deviceId: { exact: deviceId } } : { ...wanted(kind) };
}

/** As constraintsOf(), for a track that is yet to be made. @param {'audio' | 'video'} kind @returns {TrackOptions} */
export function chosenTrack(kind) {
  return { name: NAMES[kind], ...constraintsOf(kind, chosenId(kind)) };
}

/**
 * Asks for one device after the other until one is available; finally for any.
 * @template Result
 * @param {'audio' | 'video'} kind
 * @param {string[]} deviceIds what is preferred first; '' is none
 * @param {(constraints: MediaTrackConstraints) => Promise<Result>} ask rejected as `getUserMedia()` is
 * @returns {Promise<Result>}
 */
export async function askForFirst(kind, deviceIds, ask) {
  for (const deviceId of new Set(deviceIds)) {
    if (!deviceId) continue;
    try {
      return await ask(constraintsOf(kind, deviceId));
    } catch (error) {
      if (classifyMediaError(error) !== 'missing') throw error;
    }
  }
  return ask(constraintsOf(kind, ''));
}

/**
 * Whether that track is of another device than the one that was chosen.
 * @param {MediaStreamTrack} track
 * @returns {boolean}
 */
export function isStandIn(track) {
  const chosen = chosenId(track.kind === 'audio' ? 'audio' : 'video');
  const { deviceId = '' } = track.getSettings?.() ?? {};
  return chosen !== '' && deviceId !== '' && deviceId !== chosen;
}
