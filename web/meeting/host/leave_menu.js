/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';

/** Beside "leave" a host can end the call for everyone. @param {MeetingPage} page */
export function installLeaveMenu({ call, controls }) {
  const menu = new Dialog({ id: 'leave-menu', title: 'host.leave-options', className: 'menu' });
  /** @param {string} id @param {'call.leave' | 'host.end'} words @param {() => void} act */
  const add = (id, words, act) => {
    const button = createButton({ className: 'btn control', attributes: { id } }, () => {
      menu.close();
      act();
    }, icon('leave'), create('span', { text: t(words) }));
    menu.body.append(button);
    return button;
  };
  add('leave-alone', 'call.leave', () => call.leave());
  add('end-for-all', 'host.end', () => call.room?.end()).classList.add('is-grave');

  const beside = byId('leave-options', HTMLButtonElement);
  beside.addEventListener('click', () => menu.open());
  // Where the bar has no room beside "leave".
  const control = controls.add({
    id: 'end-call',
    icon: 'leave',
    label: 'host.end',
    place: 'menu',
    order: 1000,
    act: () => menu.open(),
  });
  const show = () => {
    // Who waits would wait on (PROTOCOL.md, "Hosts").
    const isOffered = call.isHost && (call.size > 1 || call.waiting.length > 0);
    beside.hidden = !isOffered;
    control.set({ hidden: !isOffered });
    if (!isOffered) menu.close();
  };
  call.addEventListener('change', show);
  show();
}
