/** @import { MeetingPage } from '../meeting_page.js' */
import { create } from '../../common/create.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from './dialog.js';

/** The list of the keys, behind "?". @param {MeetingPage} page */
export function installShortcutsDialog({ controls, shortcuts }) {
  const dialog = new Dialog({ id: 'shortcuts', title: 'shortcuts.title' });
  // There is nothing else in it that the focus could go to, to scroll it.
  dialog.body.tabIndex = 0;
  dialog.addEventListener('open', () => {
    const rows = [
      { key: t('shortcuts.space'), label: /** @type {const} */ ('shortcuts.push-to-talk') },
      { key: t('shortcuts.arrows'), label: /** @type {const} */ ('shortcuts.stage') },
      { key: t('shortcuts.page-keys'), label: /** @type {const} */ ('shortcuts.pages') },
      ...shortcuts.all,
    ].map(({ key, label }) => create('div', { className: 'shortcut' },
      create('dt', {}, create('kbd', { text: key.length === 1 ? key.toUpperCase() : key })),
      create('dd', { text: t(label) })));
    dialog.body.replaceChildren(
      create('dl', { className: 'shortcuts-list' }, ...rows),
      create('p', { className: 'form-text', text: t('shortcuts.off') }),
    );
  });
  controls.add({
    id: 'show-shortcuts',
    icon: 'keyboard',
    label: 'shortcuts.title',
    key: '?',
    opens: 'dialog',
    place: 'menu',
    order: 800,
    act: () => dialog.toggle(),
  });
}
