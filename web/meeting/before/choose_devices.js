/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { switchField } from '../../common/fields.js';
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { backgroundField } from '../background/background_field.js';
import { addDevicePickers } from '../devices/device_pickers.js';

/** The fields for microphone, camera and speaker, before the call. @param {MeetingPage} page */
export function installChooseDevices({ call, microphone, camera }) {
  const details = byId('devices', HTMLDetailsElement);
  const place = byId('devices-fields', HTMLElement);
  let stopFollowing = () => {};

  details.addEventListener('toggle', () => {
    stopFollowing();
    place.replaceChildren();
    if (!details.open) return;
    stopFollowing = addDevicePickers(place, { microphone, camera });
    place.append(...backgroundField(), switchField(t('settings.mirror'), settings().mirror !== false,
      (mirror) => changeSettings({ mirror })));
  });
  call.addEventListener('entered', () => {
    details.open = false;
  });
}
