// What a person has chosen on this device. Read each time, because another tab may have changed it.
const KEY = 'parley.settings';

/** The window's event for a change that was made in this tab. */
export const SETTINGS_CHANGED = 'parley-settings';

/**
 * Every setting is optional; a newcomer has none.
 * @typedef {object} Settings
 * @property {string} [language] such as "de"; without it the browser's
 * @property {string} [quality] of pictures; automatic without it
 * @property {'light' | 'dark'} [theme] without it the system's
 * @property {'grid' | 'speaker'} [view]
 * @property {'blur' | 'picture'} [background] what others see behind this person; as it is without it
 * @property {boolean} [mirror] one's own picture as in a mirror; true without it
 * @property {boolean} [shortcuts] keys without Ctrl or Alt; true without it
 * @property {Partial<Record<'came' | 'went' | 'message' | 'knock', boolean>>} [sounds] what is heard; true without it
 * @property {boolean} [notifications] by the system; false without it
 * @property {string} [microphone] deviceId of the one chosen
 * @property {boolean} [noiseSuppression] of the microphone; as the next two, true without it
 * @property {boolean} [echoCancellation]
 * @property {boolean} [autoGainControl]
 * @property {string} [camera]
 * @property {string} [speaker]
 */

/** @returns {Settings} */
export function settings() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    // The browser stores nothing for this page, or something else has written there.
    return {};
  }
}

/** @param {Partial<Settings>} changed undefined forgets what was chosen */
export function changeSettings(changed) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...settings(), ...changed }));
  } catch {
    // As above: next time it is asked again.
  }
  dispatchEvent(new Event(SETTINGS_CHANGED));
}
