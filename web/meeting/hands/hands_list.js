/** @import { MeetingPage } from '../meeting_page.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { oncePerFrame } from '../../common/once_per_frame.js';
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';

/**
 * How many would like to speak, over the list of people that begins with them; a host can have all hands down.
 * @param {MeetingPage} page
 * @returns {HTMLElement}
 */
export function handsList({ call, hands }) {
  const count = create('span');
  const lower = createButton({ className: 'btn btn-quiet', text: t('hand.lower-all') }, () => hands.lowerAll());
  const title = create('h3', { className: 'people-title hands-title' }, icon('hand'), count);
  const section = create('section', { className: 'hands-list' }, title, lower);

  function show() {
    const { length } = hands.queue;
    keepFocus(section, () => {
      section.hidden = length === 0;
      lower.hidden = !call.isHost;
    }, () => section.parentElement);
    count.textContent = t('hand.count', { count: length });
  }

  hands.addEventListener('change', oncePerFrame(show));
  call.addEventListener('change', show);
  show();
  return section;
}
