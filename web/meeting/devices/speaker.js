import { coalesced } from '../../common/one_at_a_time.js';
import { settings } from '../../common/settings.js';

/** @typedef {{ sinkId?: string, setSinkId?: (id: string) => Promise<void> }} Output an element, or an AudioContext */

/** @type {WeakMap<Output, () => Promise<void>>} */
const updates = new WeakMap();

/** Whether the browser lets a page choose where sound comes out. */
export function canChooseSpeaker() {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/**
 * Plays the element's sound through the chosen speaker; of several choices at once the last one wins.
 * @param {Output} output
 * @returns {Promise<void>}
 */
export function applySpeaker(output) {
  const update = updates.get(output) ?? coalesced(() => bringUpToDate(output));
  updates.set(output, update);
  return update();
}

/** @param {Output} output */
async function bringUpToDate(output) {
  const wanted = settings().speaker ?? '';
  if (output.sinkId === wanted || !output.setSinkId) return;
  try {
    await output.setSinkId(wanted);
  } catch {
    // It has been unplugged: the system's own choice goes on.
    if (output.sinkId) await output.setSinkId('').catch(() => {});
  }
}
