/** @import { MeetingPage } from '../meeting_page.js' */
import { create, createButton } from '../../common/create.js';
import { byId } from '../../common/elements.js';
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';

/** Lets each person choose between several shared screens. @param {MeetingPage} page */
export function installScreens({ tiles }) {
  const attributes = { id: 'screens', 'aria-label': t('screen.choose') };
  const bar = create('section', { className: 'over-stage screens', attributes });
  byId('stage', HTMLElement).parentElement?.before(bar);
  /** @type {Map<string, HTMLButtonElement>} */
  const buttons = new Map();

  function update() {
    const { screens, focused } = tiles;
    bar.hidden = screens.length < 2;
    for (const [id, button] of buttons) {
      if (!bar.hidden && screens.includes(id)) continue;
      button.remove();
      buttons.delete(id);
    }
    if (bar.hidden) return;
    for (const id of screens) {
      const button = buttons.get(id) ?? createButton({ className: 'btn control', attributes: { dir: 'auto' } }, () => tiles.showScreen(id));
      buttons.set(id, button);
      button.textContent = tiles.get(id)?.label ?? '';
      button.setAttribute('aria-pressed', String(id === focused));
      if (!button.isConnected) bar.append(button);
    }
  }

  tiles.addEventListener('change', () => keepFocus(bar, update));
  update();
}
