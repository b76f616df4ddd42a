/** @import { Placement } from '@floating-ui/dom' */
import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';

/** As the stylesheets have it; anything smaller is a phone, whose menus come from below. */
const LARGE = matchMedia('(min-width: 768px) and (min-height: 481px)');

const GAP = 6;

/** From the edges of the window. */
const MARGIN = 8;

/**
 * Puts a card beside what it belongs to, within the window, and keeps it there when the window or the page changes.
 * Leaves it to the stylesheets on a phone, and while what it belongs to is not shown.
 * @param {HTMLElement} card
 * @param {HTMLElement} opener
 * @param {Placement} placement the other side is taken if there is no room
 * @returns {() => void} ends that
 */
export function placeBeside(card, opener, placement) {
  const middleware = [offset(GAP), flip({ padding: MARGIN }), shift({ padding: MARGIN, crossAxis: true })];
  const leave = () => {
    card.classList.remove('is-beside');
    Object.assign(card.style, { left: '', top: '' });
  };
  const place = async () => {
    if (!LARGE.matches || opener.getClientRects().length === 0) return leave();
    // It is measured as it will be.
    card.classList.add('is-beside');
    const { x, y } = await computePosition(opener, card, { placement, middleware });
    Object.assign(card.style, { left: `${x}px`, top: `${y}px` });
  };
  const end = autoUpdate(opener, card, place);
  return () => {
    end();
    leave();
  };
}
