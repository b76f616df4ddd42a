/** @import { MeetingPage } from '../meeting_page.js' */
import { isSpace } from '../keys.js';

/** What the space bar presses if the focus came there by keyboard. */
const PRESSED_BY_SPACE = 'button, a, summary';

/** While the space bar is held, a microphone that is off is on. @param {MeetingPage} page */
export function installPushToTalk({ call, microphone, shortcuts }) {
  /** The bar is held; its repeats and its release are handled here only. */
  let isDown = false;
  let isTalking = false;
  let byPointer = false;

  const stopTalking = () => {
    if (!isTalking) return;
    isTalking = false;
    microphone.setWanted(false);
  };

  const letGo = () => {
    isDown = false;
    stopTalking();
  };

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (isDown && event.repeat) {
      // It would type into a field, or press a button, that has got the focus meanwhile.
      event.preventDefault();
      return;
    }
    const isForButton = event.target instanceof Element && event.target.closest(PRESSED_BY_SPACE);
    if (!shortcuts.isFor(event) || (isForButton && !byPointer)) return;
    event.preventDefault();
    if (event.repeat) return;
    isDown = true;
    if (microphone.isWanted) return;
    isTalking = true;
    microphone.setWanted(true);
  }

  addEventListener('pointerdown', () => {
    byPointer = true;
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Tab') byPointer = false;
    // While Command is held, macOS does not tell that another key comes up.
    if (event.key === 'Meta') letGo();
    if (isSpace(event)) press(event);
  });
  addEventListener('keyup', (event) => {
    if (!isSpace(event)) return;
    // The button with the focus would be pressed when the key comes up.
    if (isDown) event.preventDefault();
    letGo();
  });
  // In another window, and behind another tab, the key comes up unseen.
  addEventListener('blur', letGo);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) letGo();
  });
  // A dialog, a menu or a field takes the keys from then on.
  addEventListener('focusin', ({ target }) => {
    if (!shortcuts.isPlace(target)) stopTalking();
  });
  call.addEventListener('left', letGo);
}
