/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { t } from '../../i18n/translate.js';

/** Events that browsers count as interaction, which allows the page to play sound. */
const GESTURES = /** @type {const} */ (['click', 'keydown']);

/**
 * Says that the browser plays nothing to somebody who has not touched the page yet, as after a reload or where
 * another page has made the call, and plays at the first touch. A page that comes back to the front has
 * everything played again that was stopped meanwhile.
 * @param {MeetingPage} page
 */
export function installBlockedSound({ call, notices }) {
  const stage = byId('tiles', HTMLElement);
  /** @type {Set<HTMLMediaElement>} */
  const blocked = new Set();

  /** @param {HTMLMediaElement} element */
  const watch = async (element) => {
    element.addEventListener('playing', () => {
      blocked.delete(element);
      show();
    });
    try {
      await element.play();
    } catch (error) {
      // Anything else is of an element that goes on with another track, or has gone.
      if (error instanceof Error && error.name === 'NotAllowedError') blocked.add(element);
      show();
    }
  };

  function show() {
    for (const element of blocked) if (!element.isConnected) blocked.delete(element);
    notices.show('sound', blocked.size > 0 ? t('call.sound-blocked') : '');
  }

  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) elementsIn(node).forEach(watch);
    show();
  }).observe(stage, { childList: true, subtree: true });
  notices.setAction('sound', t('call.play-sound'), () => call.room?.refreshInactiveMedia());
  for (const gesture of GESTURES) {
    addEventListener(gesture, () => {
      if (blocked.size > 0) call.room?.refreshInactiveMedia();
    });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') call.room?.refreshInactiveMedia();
  });
}

/** @param {Node} node @returns {HTMLMediaElement[]} */
function elementsIn(node) {
  if (node instanceof HTMLMediaElement) return [node];
  if (!(node instanceof Element)) return [];
  return /** @type {HTMLMediaElement[]} */ ([...node.querySelectorAll('audio, video')]);
}
