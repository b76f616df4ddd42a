/** @import { MeetingPage } from '../meeting_page.js' */
import { singleFlight } from '../../common/one_at_a_time.js';
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';

/** Grid view, speaker view, full screen, and who is not shown. @param {MeetingPage} page */
export function installViews({ tiles, controls, announcer, call }) {
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
  const hiding = /** @type {const} */ ([['self', 'view.hide-self', 502], ['videoless', 'view.hide-videoless', 504]]);
  for (const [what, label, order] of hiding) {
    const control = controls.add({
      id: `hide-${what}`,
      icon: 'hidden',
      label,
      place: 'menu',
      order,
      act() {
        const isHidden = !tiles.hides[what];
        tiles.hide({ [what]: isHidden });
        control.set({ pressed: isHidden });
        announcer.say(t(isHidden ? `view.${what}-hidden` : `view.${what}-shown`));
      },
    });
    control.set({ pressed: false });
    call.addEventListener('left', () => {
      // Before the next call one wants to see oneself.
      tiles.hide({ [what]: false });
      control.set({ pressed: false });
    });
  }
  tiles.setView(settings().view ?? 'grid');
  show();
}
