/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';

/** The button that shows one's screen to the others. @param {MeetingPage} page */
export function installShareScreen({ controls, screen }) {
  if (!screen.isPossible) return;
  const control = controls.add({
    id: 'share-screen',
    icon: 'screen',
    label: 'screen.share',
    key: 's',
    place: 'wide',
    order: 100,
    act: () => (screen.isOn ? screen.stop() : screen.start()),
  });

  function show() {
    control.set({
      pressed: screen.isOn,
      state: t(screen.isOn ? 'screen.is-on' : 'screen.is-off'),
      action: t(screen.isOn ? 'screen.stop' : 'screen.share'),
    });
  }

  screen.addEventListener('change', show);
  show();
}
