/** @import { Device } from './device.js' */
import { t } from '../i18n/translate.js';

/**
 * Makes a button switch a device: pressed is on.
 * @param {HTMLButtonElement} button
 * @param {Device} device
 */
export function bindToggle(button, device) {
  const name = device.kind === 'audio' ? 'microphone' : 'camera';
  const show = () => {
    button.setAttribute('aria-pressed', String(device.isWanted));
    button.classList.toggle('has-problem', device.problem !== null);
    const action = device.problem !== null ? 'retry' : device.isWanted ? 'off' : 'on';
    button.title = t(`device.${name}-${action}`);
  };
  button.addEventListener('click', () => device.toggle());
  device.addEventListener('change', show);
  show();
}
