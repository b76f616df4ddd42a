/** @import { MeetingPage } from '../meeting_page.js' */
import { CalendarDialog } from '../../calendar/calendar_dialog.js';
import { create, createButton } from '../../common/create.js';
import { byId } from '../../common/elements.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';
import { keepFocus } from '../focus/keep_focus.js';
import { addressToShare } from './address.js';
import { bindCopyLink } from './copy_link.js';
import { qrCode } from './qr_code.js';

/** The meeting's link: to copy, scan or send; offered to someone who is alone. @param {MeetingPage} page */
export function installShare({ call, controls, roomName }) {
  bindCopyLink(byId('copy-link', HTMLButtonElement), byId('copy-link-label', HTMLElement));
  const dialog = new Dialog({ id: 'share', title: 'share.title' });
  /** @type {CalendarDialog | null} */
  let calendar = null;
  const schedule = create('div', { className: 'share-buttons share-more' }, createButton({
    className: 'btn btn-quiet',
    attributes: { id: 'schedule', 'aria-haspopup': 'dialog' },
  }, () => {
    dialog.close();
    calendar ??= new CalendarDialog();
    calendar.open({ room: roomName, link: addressToShare(location) });
  }, icon('calendar'), create('span', { text: t('calendar.offer') })));
  dialog.addEventListener('open', () => {
    const address = addressToShare(location);
    const link = create('p', { className: 'share-address', text: address, attributes: { dir: 'ltr' } });
    dialog.body.replaceChildren(qrCode(address, t('share.qr', { room: roomName })), link, buttons(roomName), schedule);
  });
  byId('show-qr', HTMLButtonElement).addEventListener('click', () => dialog.open());
  controls.add({
    id: 'invite-people',
    icon: 'share',
    label: 'share.title',
    key: 'i',
    opens: 'dialog',
    place: 'menu',
    order: 450,
    act: () => dialog.toggle(),
  });

  const invite = byId('invite', HTMLElement);
  invite.append(create('p', { text: t('share.alone') }), buttons(roomName));
  call.addEventListener('change', () => {
    keepFocus(invite, () => {
      invite.hidden = call.phase !== 'in-call' || call.size > 1;
    });
  });
}

/** @param {string} roomName */
function buttons(roomName) {
  const label = create('span', { text: t('share.copy') });
  label.setAttribute('aria-live', 'polite');
  const copy = createButton({ className: 'btn btn-primary' }, () => {}, icon('copy'), label);
  bindCopyLink(copy, label);
  const row = create('div', { className: 'share-buttons' }, copy);
  if (navigator.share) {
    const send = () => {
      // Closing the system's menu means that the person has changed their mind.
      navigator.share({ title: roomName, url: addressToShare(location) }).catch(() => {});
    };
    row.append(createButton({ className: 'btn btn-quiet', text: t('share.send') }, send));
  }
  return row;
}
