/** The names of the tracks of a shared screen, by which every client knows them. */
export const SCREEN = 'screen';
export const SCREEN_SOUND = 'screen-sound';

/** @param {string} trackName */
export function isOfScreen(trackName) {
  return trackName === SCREEN || trackName === SCREEN_SOUND;
}
