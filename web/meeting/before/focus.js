import { byId } from '../../common/elements.js';

/**
 * Puts the focus where the person goes on: on "Join" for whoever comes back, so that Enter is all it
 * takes, otherwise on the name; a phone would cover the page with its keyboard for that.
 */
export function installFocus() {
  const name = byId('name', HTMLInputElement);
  // Not away from where someone is already.
  if (document.activeElement !== document.body) return;
  if (name.value !== '') byId('join-leave', HTMLButtonElement).focus({ preventScroll: true });
  else if (matchMedia('(pointer: fine)').matches) name.focus({ preventScroll: true });
}
