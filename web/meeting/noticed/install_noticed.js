/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { NewsKind } from '../news.js' */
import { create } from '../../common/create.js';
import { describedSwitch, switchField } from '../../common/fields.js';
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { areNotificationsOn, canAsk, showNotifications, switchNotifications } from './notifications.js';
import { isHeard, MOST_HEARD, playSounds } from './sounds.js';
import { showCount } from './title_count.js';

const KINDS = /** @type {const} */ (['came', 'went', 'message', 'knock']);

/** Makes the call noticed outside its tab: a count, sounds, notifications. @param {MeetingPage} page */
export function installNoticed(page) {
  showCount(page);
  playSounds(page);
  showNotifications(page);
  page.settings.addSection('noticed.title', (place) => {
    place.append(...KINDS.map(soundSwitch));
    place.append(create('p', { className: 'form-text', text: t('noticed.sounds-about', { most: String(MOST_HEARD) }) }));
    if (canAsk()) place.append(notificationSwitch());
  });
}

/** @param {NewsKind} kind */
function soundSwitch(kind) {
  const element = switchField(t(`noticed.sound-${kind}`), isHeard(kind),
    (on) => changeSettings({ sounds: { ...settings().sounds, [kind]: on } }));
  element.dataset.setting = `sound-${kind}`;
  return element;
}

function notificationSwitch() {
  const problem = create('p', { className: 'form-text', attributes: { role: 'status' } });
  const { element, box } = describedSwitch(t('noticed.notifications'), t('noticed.notifications-about'), async (on) => {
    problem.textContent = '';
    const outcome = await switchNotifications(on);
    // It may have been switched off again while the browser asked.
    box.checked = outcome === 'on' && areNotificationsOn();
    if (outcome === 'blocked' || outcome === 'failed') problem.textContent = t(`noticed.notifications-${outcome}`);
  });
  box.checked = areNotificationsOn();
  element.dataset.setting = 'notifications';
  element.append(problem);
  return element;
}
