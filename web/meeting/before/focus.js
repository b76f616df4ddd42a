/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { isFocusLost } from '../focus/keep_focus.js';

/**
 * Puts the focus where the person goes on: on "Join" for whoever comes back, so that Enter is all it
 * takes, otherwise on the name; a phone would cover the page with its keyboard for that. After a call, whose
 * buttons have gone, it is on what became of it.
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
