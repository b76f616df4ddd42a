/** @import { MeetingPage } from '../meeting_page.js' */
import { create, createButton } from '../../common/create.js';
import { isAllowedInFrame } from '../../common/frame_policy.js';
import { t } from '../../i18n/translate.js';
import { NAMES } from '../devices/chosen_device.js';
import { Dialog } from '../dialogs/dialog.js';
import { browserKind } from './browser_kind.js';

/** Explains how to unblock the devices in the current browser. @param {MeetingPage} page */
export function installUnblock({ notices, microphone, camera }) {
  const kind = browserKind(navigator.userAgent, navigator.maxTouchPoints);
  const dialog = new Dialog({ id: 'unblock', title: 'unblock.title' });
  const steps = t(`unblock.${kind}`).split('\n').map((text) => create('li', { text }));
  const retry = createButton({ className: 'btn btn-primary', text: t('unblock.retry') }, () => {
    dialog.close();
    for (const device of [microphone, camera]) if (device.problem === 'denied') device.setWanted(true);
  });
  dialog.body.append(
    create('ol', { className: 'steps' }, ...steps),
    create('p', { className: 'form-text', text: t('unblock.system') }),
    retry,
  );
  const update = () => {
    // The browser cannot allow what the embedding page denies.
    const isDenied = [microphone, camera].some(({ kind: one, problem }) =>
      problem === 'denied' && isAllowedInFrame(NAMES[one]));
    notices.setAction('media', t('unblock.how'), isDenied ? () => dialog.open() : null);
    if (!isDenied) dialog.close();
  };
  for (const device of [microphone, camera]) device.addEventListener('change', update);
  followPermissions([microphone, camera]);
}

/** Tries again where the person has allowed it in the browser's settings. @param {MeetingPage['camera'][]} devices */
async function followPermissions(devices) {
  for (const device of devices) {
    const name = /** @type {PermissionName} */ (device.kind === 'audio' ? 'microphone' : 'camera');
    try {
      const permission = await navigator.permissions.query({ name });
      permission.addEventListener('change', () => {
        if (permission.state === 'granted' && device.problem === 'denied') device.setWanted(true);
      });
    } catch {
      // Not every browser tells of these two; the button is there all the same.
    }
  }
}
