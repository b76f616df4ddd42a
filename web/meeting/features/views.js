/** @import { MeetingPage } from '../meeting_page.js' */
import { singleFlight } from '../../common/one_at_a_time.js';
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';

/** Grid view, speaker view, and full screen. @param {MeetingPage} page */
export function installViews({ tiles, controls, announcer }) {
  const view = controls.add({
    id: 'view',
    icon: 'speaker-view',
    label: 'view.change',
    key: 'w',
    place: 'menu',
    order: 500,
    act() {
      const changed = tiles.view === 'grid' ? 'speaker' : 'grid';
      tiles.pin(null);
      tiles.setView(changed);
      changeSettings({ view: changed });
      announcer.say(t(`view.${changed}`));
      show();
    },
  });

  function show() {
    view.set({ icon: tiles.view === 'grid' ? 'speaker-view' : 'grid', state: t(`view.${tiles.view}`) });
  }

  if (document.fullscreenEnabled) {
    controls.add({
      id: 'fullscreen',
      icon: 'fullscreen',
      label: 'view.fullscreen',
      key: 'f',
      place: 'menu',
      order: 510,
      act: singleFlight(async () => {
        try {
          await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
        } catch {
          // May be refused, by whoever embeds the page.
        }
      }),
    });
  }
  tiles.setView(settings().view ?? 'grid');
  show();
}
