/** @import { Paging } from './arrange.js' */
import { oncePerFrame } from '../../common/once_per_frame.js';

/** As long as a turn of the wheel lasts, and the way to the next page. */
const TURN_MS = 400;

/**
 * A view that comes to rest at pages, or at tiles. The browser scrolls it, by finger, wheel and keyboard; this
 * knows which page is seen. Tells "page" when it is another one.
 */
export class Scroller extends EventTarget {
  #view;
  #marks = document.createElement('div');
  /** @type {Paging | null} */
  #paging = null;
  #page = 0;
  /** Which tile is the first to be seen, of the grid and of the strip. @type {Record<string, number>} */
  #first = {};
  #turnedAt = -Infinity;

  /** @param {HTMLElement} view */
  constructor(view) {
    super();
    this.#view = view;
    this.#marks.className = 'tiles-marks';
    view.append(this.#marks);
    view.addEventListener('scroll', oncePerFrame(() => this.#scrolled()), { passive: true });
    view.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
  }

  get page() {
    return this.#page;
  }

  get pages() {
    return this.#paging ? Math.ceil(this.#paging.count / this.#paging.size) : 1;
  }

  /** @param {Paging | null} paging null: nothing to scroll */
  measure(paging) {
    const wasAt = this.#paging;
    const isSame = JSON.stringify(wasAt) === JSON.stringify(paging);
    this.#paging = paging;
    if (isSame) return;
    this.#view.dataset.axis = paging?.axis ?? '';
    this.#mark();
    const first = paging ? this.#first[paging.place === 'strip' ? 'strip' : 'grid'] ?? 0 : 0;
    this.#page = paging ? Math.min(Math.floor(first / paging.size), this.pages - 1) : 0;
    this.#scrollTo(this.#page, 'instant');
  }

  /** @param {number} page the nearest one there is */
  go(page) {
    const target = Math.max(0, Math.min(page, this.pages - 1));
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#scrollTo(target, isStill ? 'instant' : 'smooth');
  }

  /** Shows from the beginning again, when there is another call. */
  reset() {
    this.#first = {};
    this.#scrollTo(0, 'instant');
  }

  /** @param {number} page @param {ScrollBehavior} behavior */
  #scrollTo(page, behavior) {
    const at = page * (this.#paging?.step ?? 0);
    const isRightToLeft = getComputedStyle(this.#view).direction === 'rtl';
    const place = this.#paging?.axis === 'y' ? { top: at, left: 0 } : { left: isRightToLeft ? -at : at, top: 0 };
    this.#view.scrollTo({ ...place, behavior });
  }

  #scrolled() {
    const paging = this.#paging;
    if (!paging) return;
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = this.#view;
    const isUpright = paging.axis === 'y';
    const at = isUpright ? scrollTop : Math.abs(scrollLeft);
    const most = isUpright ? scrollHeight - clientHeight : scrollWidth - clientWidth;
    // The last page of a strip begins before its own beginning, as it ends with the last tile.
    const page = at >= most - 1 ? this.pages - 1 : Math.min(Math.round(at / paging.step), this.pages - 1);
    if (page === this.#page) return;
    this.#page = page;
    this.#first[paging.place === 'strip' ? 'strip' : 'grid'] = page * paging.size;
    this.dispatchEvent(new Event('page'));
  }

  /** A wheel turns pages of the grid, which are beside one another. @param {WheelEvent} event */
  #turn(event) {
    if (this.#paging?.axis !== 'x' || event.ctrlKey || Math.abs(event.deltaY) <= Math.abs(event.deltaX)) return;
    event.preventDefault();
    if (event.timeStamp - this.#turnedAt < TURN_MS) return;
    this.#turnedAt = event.timeStamp;
    this.go(this.#page + Math.sign(event.deltaY));
  }

  /** Places where the view comes to rest, which do not move with the people who sit there. */
  #mark() {
    const { axis = 'x', unit = 0, step = 0, count = 0, size = 1 } = this.#paging ?? {};
    const rests = unit < step ? count - size + 1 : this.pages;
    this.#marks.replaceChildren(...Array.from({ length: this.#paging ? rests : 0 }, (_, index) => {
      const mark = document.createElement('span');
      mark.style.setProperty(axis === 'y' ? 'inset-block-start' : 'inset-inline-start', `${index * unit}px`);
      return mark;
    }));
  }
}
