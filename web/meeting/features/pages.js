/** @import { MeetingPage } from '../meeting_page.js' */
import { SFU_PICTURES } from '../../../client-wasm/api/limits.js';
import { byId } from '../../common/elements.js';
import { t } from '../../i18n/translate.js';

/** While somebody turns several pages, only the last one is told. */
const SETTLES_MS = 300;

/** Pages of the stage by keyboard, and which one is seen, in words. @param {MeetingPage} page */
export function installPages({ tiles, announcer, call }) {
  const { pager } = tiles;
  const stage = byId('stage', HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;

  tiles.addEventListener('page', () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (pager.pages > 1) announcer.say(t('stage.page', { page: pager.page + 1, pages: pager.pages }));
    }, SETTLES_MS);
  });
  addEventListener('keydown', (event) => {
    const { target } = event;
    // In a panel the same keys scroll it.
    if (target === document.body || (target instanceof Node && stage.contains(target))) pager.press(event, false);
  });
  // A tile without a picture would look like a camera that is off.
  const limit = () => tiles.limitPage(call.room?.mediaRegion ? SFU_PICTURES : undefined);
  call.addEventListener('entered', () => {
    call.room?.on('mediaRegionChanged', limit);
    limit();
  });
  call.addEventListener('left', () => {
    pager.reset();
    limit();
  });
}
