/** @import { Device } from '../devices/device.js' */
/** @import { Shortcuts } from '../shortcuts.js' */
import { t } from '../../i18n/translate.js';

const KEYS = { microphone: 'm', camera: 'v' };

/**
 * Makes a button switch a device: pressed is on.
 * @param {HTMLButtonElement} button
 * @param {Device} device
 * @param {Shortcuts} shortcuts
 */
export function bindDeviceToggle(button, device, shortcuts) {
  const name = device.kind === 'audio' ? 'microphone' : 'camera';
  const key = KEYS[name];
  const show = () => {
    const { isWanted, problem } = device;
    button.setAttribute('aria-pressed', String(isWanted));
    button.setAttribute('aria-label', t(`device.${name}-is-${isWanted ? 'on' : 'off'}`));
    button.classList.toggle('has-problem', problem !== null);
    const action = t(`device.${name}-${problem !== null ? 'retry' : isWanted ? 'off' : 'on'}`);
    button.title = t('controls.with-key', { action, key: key.toUpperCase() });
  };
  button.addEventListener('click', () => device.toggle());
  shortcuts.add({ key, label: `device.${name}-toggle`, act: () => device.toggle() });
  device.addEventListener('change', show);
  show();
}
