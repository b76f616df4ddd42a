/** @import { MeetingPage } from '../meeting_page.js' */

/** While the space bar is held, a microphone that is off is on. @param {MeetingPage} page */
export function installPushToTalk({ microphone, shortcuts }) {
  let isHeld = false;
  let byPointer = false;

  addEventListener('pointerdown', () => {
    byPointer = true;
  });
  addEventListener('keydown', (event) => {
    if (event.key !== ' ') {
      if (event.key === 'Tab') byPointer = false;
      return;
    }
    // Whoever has come to a button by keyboard presses it with this key.
    const isForButton = event.target instanceof Element && event.target.closest('button, a, summary');
    if (!shortcuts.isFor(event) || (isForButton && !byPointer)) return;
    event.preventDefault();
    if (event.repeat || isHeld || microphone.isWanted) return;
    isHeld = true;
    microphone.setWanted(true);
  });
  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    microphone.setWanted(false);
  };
  addEventListener('keyup', (event) => {
    if (event.key !== ' ') return;
    // The button with the focus would be pressed when the key comes up.
    if (isHeld) event.preventDefault();
    release();
  });
  // In another window the key comes up unseen.
  addEventListener('blur', release);
}
