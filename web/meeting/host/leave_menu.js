/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { t } from '../../i18n/translate.js';
import { Question } from '../dialogs/question.js';
import { keepFocus } from '../focus/keep_focus.js';
import { Menu } from '../menus/menu.js';

/** Next to "leave", a host can end the call for everyone, after confirmation. @param {MeetingPage} page */
export function installLeaveMenu({ call, controls }) {
  const menu = new Menu({ id: 'leave-menu', title: 'host.leave-options' });
  const question = new Question({ id: 'end-question', title: 'host.end' });
  const ask = () => question.ask({
    title: t('host.end-sure'),
    about: t('host.end-about'),
    answers: [{ icon: 'leave', words: t('host.end-now'), act: () => call.room?.end() }],
  });
  menu.addItem('leave', t('call.leave'), () => call.leave(), { id: 'leave-alone' });
  menu.addItem('leave', t('host.end'), ask, { id: 'end-for-all' }).classList.add('is-grave');

  const beside = byId('leave-options', HTMLButtonElement);
  menu.openBy(beside);
  // Where the bar has no room beside "leave".
  const control = controls.add({
    id: 'end-call',
    icon: 'leave',
    label: 'host.end',
    opens: 'dialog',
    place: 'menu',
    order: 1000,
    act: ask,
  });
  const show = () => {
    // Those who wait would keep waiting (PROTOCOL.md, "Hosts").
    const isOffered = call.isHost && (call.size > 1 || call.waiting.length > 0);
    control.set({ hidden: !isOffered });
    if (!isOffered) {
      menu.close();
      question.close();
    }
    keepFocus(beside.parentElement, () => {
      beside.hidden = !isOffered;
    });
  };
  call.addEventListener('change', show);
  show();
}
