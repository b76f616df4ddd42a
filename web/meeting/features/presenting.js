/** @import { MeetingPage } from '../meeting_page.js' */
import { create, createButton } from '../../common/create.js';
import { byId } from '../../common/elements.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { keepFocus } from '../focus/keep_focus.js';

/** A bar over the stage for as long as one shares a screen: what is seen of it, and a way to stop. @param {MeetingPage} page */
export function installPresenting({ screen }) {
  const hint = create('span', { className: 'over-stage-hint' });
  const words = create('p', {}, icon('screen'), create('span', { text: t('screen.is-on') }), hint);
  const stop = createButton({ className: 'btn btn-danger', text: t('screen.stop'), attributes: { id: 'stop-presenting' } },
    () => screen.stop());
  const bar = create('section', { className: 'over-stage', attributes: { id: 'presenting', 'aria-label': t('screen.is-on') } },
    words, stop);
  byId('stage', HTMLElement).parentElement?.before(bar);

  const hints = { 'own-tab': t('screen.own-tab'), monitor: t('screen.monitor'), other: '' };
  function show() {
    keepFocus(bar, () => {
      bar.hidden = !screen.isOn;
    });
    hint.textContent = hints[screen.surface];
    bar.classList.toggle('is-warning', screen.surface === 'own-tab');
  }

  screen.addEventListener('change', show);
  show();
}
