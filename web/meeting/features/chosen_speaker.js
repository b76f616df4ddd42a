/** @import { MeetingPage } from '../meeting_page.js' */
import { coalesced } from '../../common/one_at_a_time.js';
import { settings, SETTINGS_CHANGED } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { applySpeaker, canChooseSpeaker } from '../devices/speaker.js';

/**
 * Plays all of the page's sound, now and later, through the chosen speaker, and says when that
 * is not there.
 * @param {MeetingPage} page
 */
export function installChosenSpeaker({ microphone, notices, call }) {
  if (!canChooseSpeaker()) return;
  const applyToAll = () => {
    for (const element of document.querySelectorAll('audio, video')) {
      applySpeaker(/** @type {HTMLMediaElement} */ (element));
    }
  };
  const look = coalesced(async () => {
    const chosen = settings().speaker ?? '';
    const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    const ids = devices.filter(({ kind }) => kind === 'audiooutput').map(({ deviceId }) => deviceId);
    // Before it has a microphone, a page is not told which there are.
    const isMissing = chosen !== '' && ids.some((id) => id !== '') && !ids.includes(chosen);
    notices.show('speaker', isMissing ? t('device.speaker-stand-in') : '');
  });
  const update = () => {
    applyToAll();
    look();
  };
  addEventListener(SETTINGS_CHANGED, update);
  navigator.mediaDevices?.addEventListener('devicechange', update);
  microphone.addEventListener('change', update);
  // Elements come with the tracks.
  new MutationObserver(applyToAll).observe(document.body, { childList: true, subtree: true });
  call.addEventListener('entered', () => notices.putAway('speaker'));
}
