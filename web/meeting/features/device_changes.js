/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';
import { mediaProblemWords } from '../devices/media_words.js';

/** Says what is wrong with the devices, and when another one takes over. @param {MeetingPage} page */
export function installDeviceChanges({ microphone, camera, notices, announcer, call }) {
  for (const device of [microphone, camera]) {
    const name = device.kind === 'audio' ? 'microphone' : 'camera';
    let wasOn = device.isWanted;
    device.addEventListener('change', () => {
      notices.show('media', mediaProblemWords({ audio: microphone.problem, video: camera.problem }));
      if (wasOn === device.isWanted) return;
      wasOn = device.isWanted;
      if (call.phase === 'in-call') announcer.say(t(`device.${name}-is-${wasOn ? 'on' : 'off'}`));
    });
    device.addEventListener('replaced', () => {
      announcer.show(t('device.replaced', { kind: t(`device.${name}`), name: device.label }));
    });
  }
  // Who has gone on without knows; what is said then is about the call, and faces are behind it.
  call.addEventListener('entered', () => notices.putAway('media'));
  // One that was missing may have just been plugged in.
  navigator.mediaDevices?.addEventListener?.('devicechange', () => {
    for (const device of [microphone, camera]) if (device.problem === 'missing') device.setWanted(true);
  });
}
