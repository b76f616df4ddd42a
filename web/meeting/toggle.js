/** @import { Device } from './device.js' */

/**
 * Makes a button switch a device: pressed is on.
 * @param {HTMLButtonElement} button
 * @param {Device} device
 */
export function bindToggle(button, device) {
  const show = () => {
    button.setAttribute('aria-pressed', String(device.isWanted));
    button.classList.toggle('has-problem', device.problem !== null);
    const name = button.textContent?.trim() ?? '';
    button.title = device.problem !== null ? `Try the ${name.toLowerCase()} again`
      : `Switch the ${name.toLowerCase()} ${device.isWanted ? 'off' : 'on'}`;
  };
  button.addEventListener('click', () => device.toggle());
  device.addEventListener('change', show);
  show();
}
