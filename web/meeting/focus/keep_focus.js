// The focused element may disappear, because a message was dismissed, somebody has left, or a button has no purpose
// any more. The browser then moves the focus to the page as a whole, and people who use a keyboard or screen reader
// would start at its top again.

import { byId } from '../../common/elements.js';

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Whether an element is there, to be seen, and takes the focus. @param {Element | null} element */
export function isReachable(element) {
  if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return false;
  return !element.matches(':disabled') && element.getClientRects().length > 0 &&
    getComputedStyle(element).visibility === 'visible';
}

/** The focus has nowhere to be: what had it is no longer to be seen. */
export function isFocusLost() {
  return !isReachable(document.activeElement);
}

/**
 * Makes a change to a part of the page. Where that takes away what has the focus, the focus goes to what is in its
 * place, or was before it.
 * @param {Element | null} place that the change is made to
 * @param {() => void} change
 * @param {() => Element | null} [otherwise] where to, if nothing is left there
 */
export function keepFocus(place, change, otherwise) {
  const focused = document.activeElement;
  if (!place || !(focused instanceof HTMLElement) || !place.contains(focused) || !isReachable(focused)) {
    change();
    return;
  }
  const index = controlsIn(place).indexOf(focused);
  change();
  if (!isFocusLost()) return;
  // Moved to another position, for example.
  if (isReachable(focused)) {
    focused.focus();
    return;
  }
  const left = controlsIn(place);
  focusFirst(left[Math.max(0, Math.min(index, left.length - 1))], otherwise?.() ?? null);
}

/**
 * Puts the focus on the first of these that is to be seen, or else on the stage.
 * @param {(Element | null | undefined)[]} candidates
 */
export function focusFirst(...candidates) {
  const found = candidates.find((candidate) => isReachable(candidate ?? null));
  if (found instanceof HTMLElement) found.focus();
  else byId('stage', HTMLElement).focus({ preventScroll: true });
}

/** @param {Element} place */
function controlsIn(place) {
  return [...place.querySelectorAll(CONTROLS)].filter(isReachable);
}
