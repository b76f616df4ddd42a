import { singleFlight } from '../../common/one_at_a_time.js';
import { t } from '../../i18n/translate.js';
import { addressToShare } from './address.js';

const SHOWN_MS = 2000;

/**
 * Makes a button copy the meeting's address, for others to join.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} label
 */
export function bindCopyLink(button, label) {
  // Browsers have no clipboard for pages that came unprotected; the address bar is still there.
  button.hidden = !navigator.clipboard;
  const words = label.textContent;
  button.addEventListener('click', singleFlight(async () => {
    try {
      await navigator.clipboard.writeText(addressToShare(location));
      label.textContent = t('share.copied');
    } catch {
      label.textContent = t('share.not-allowed');
    }
    button.classList.add('has-answered');
    await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
    label.textContent = words;
    button.classList.remove('has-answered');
  }));
}
