/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { isFocusLost } from '../focus/keep_focus.js';

/**
 * Puts the focus where the person continues: on "Join" for returning people, so that Enter is enough,
 * otherwise on the name (but not on phones, whose keyboard would cover the page). After a call, whose
 * buttons are gone, the focus is on how the call ended.
 * @param {MeetingPage} page
 */
export function installFocus({ call }) {
  let { phase } = call;
  call.addEventListener('change', () => {
    const hasEnded = phase === 'in-call' && call.phase === 'ready';
    phase = call.phase;
    if (hasEnded && isFocusLost()) byId('welcome-title', HTMLElement).focus();
  });
  const name = byId('name', HTMLInputElement);
  // Not away from where someone is already.
  if (document.activeElement !== document.body) return;
  if (name.value !== '') byId('join-leave', HTMLButtonElement).focus({ preventScroll: true });
  else if (matchMedia('(pointer: fine)').matches) name.focus({ preventScroll: true });
}
