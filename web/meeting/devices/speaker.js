import { settings, SETTINGS_CHANGED } from '../../common/settings.js';

/** Whether the browser lets a page choose where sound comes out. */
export function canChooseSpeaker() {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/** Has everything that the page plays, now and later, come out of the chosen speaker. */
export function followChosenSpeaker() {
  if (!canChooseSpeaker()) return;
  const applyToAll = () => {
    for (const element of document.querySelectorAll('audio, video')) {
      applySpeaker(/** @type {HTMLMediaElement} */ (element));
    }
  };
  addEventListener(SETTINGS_CHANGED, applyToAll);
  // Elements come with the tracks.
  new MutationObserver(applyToAll).observe(document.body, { childList: true, subtree: true });
  navigator.mediaDevices?.addEventListener('devicechange', applyToAll);
}

/** @param {{ sinkId?: string, setSinkId?: (id: string) => Promise<void> }} output */
export async function applySpeaker(output) {
  const wanted = settings().speaker ?? '';
  if (output.sinkId === wanted || !output.setSinkId) return;
  try {
    await output.setSinkId(wanted);
  } catch {
    // It has been unplugged: the system's own choice goes on.
    if (output.sinkId) await output.setSinkId('').catch(() => {});
  }
}
