/** @import { MeetingPage } from '../meeting_page.js' */
import { coalesced, singleFlight } from '../../common/one_at_a_time.js';
import { t } from '../../i18n/translate.js';
import { otherCamera } from '../devices/other_camera.js';

/** What is held in the hand and turned round. */
const HELD = '(pointer: coarse)';

/** Turns from the camera at a phone's front to the one at its back, before the call too. @param {MeetingPage} page */
export function installFlipCamera({ camera, controls, localTile }) {
  const { mediaDevices } = navigator;
  if (!mediaDevices?.enumerateDevices || !matchMedia(HELD).matches) return;
  const flip = singleFlight(async () => {
    const other = otherCamera(await mediaDevices.enumerateDevices(), camera.deviceId);
    if (other) camera.choose(other);
  });
  const button = localTile.addAction('flip', t('device.flip'), flip);
  button.classList.add('flip-camera');
  const control = controls.add({ id: 'flip-camera', icon: 'flip', label: 'device.flip', place: 'menu', order: 20, act: flip });

  const update = coalesced(async () => {
    const other = camera.isOn ? otherCamera(await mediaDevices.enumerateDevices(), camera.deviceId) : '';
    button.hidden = other === '';
    control.set({ hidden: other === '' });
  });
  mediaDevices.addEventListener?.('devicechange', update);
  camera.addEventListener('change', update);
  update();
}
