/** @import { Paging } from './arrange.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { numberIn, t } from '../../i18n/translate.js';
import { putAt } from './place.js';
import { Scroller } from './scroller.js';

/** Which page a key leads to, from this one. @type {Record<string, (page: number) => number>} */
const KEYS = {
  PageUp: (page) => page - 1,
  PageDown: (page) => page + 1,
  ArrowUp: (page) => page - 1,
  ArrowDown: (page) => page + 1,
  Home: () => 0,
  End: () => Infinity,
};

/**
 * The buttons by which one comes to those who have no room on the stage: back, which page this is or how many they
 * are, and on. Tells "page" when another page is seen, and "more" when someone wants to know who they are.
 */
export class Pager extends EventTarget {
  element = create('div', { className: 'pager', attributes: { role: 'group', 'aria-label': t('stage.pages') } });
  #scroller;
  #previous;
  #next;
  #where = createButton({ className: 'btn btn-quiet pager-where' }, () => this.dispatchEvent(new Event('more')));
  /** @type {Paging | null} */
  #paging = null;

  /** @param {HTMLElement} view that has the tiles in it */
  constructor(view) {
    super();
    this.#scroller = new Scroller(view);
    this.#scroller.addEventListener('page', () => {
      this.#describe();
      this.dispatchEvent(new Event('page'));
    });
    this.#previous = this.#stepButton('chevron-left', t('stage.previous'), -1);
    this.#next = this.#stepButton('chevron-right', t('stage.next'), 1);
    this.element.append(this.#previous, this.#where, this.#next);
    this.element.addEventListener('keydown', (event) => this.press(event, true));
    this.element.hidden = true;
  }

  /** Which page is seen, from 0. */
  get page() {
    return this.#scroller.page;
  }

  get pages() {
    return this.#scroller.pages;
  }

  /** Has the buttons where they are needed. @param {Paging | null} paging null: everyone is seen */
  show(paging) {
    this.#paging = paging;
    this.element.hidden = paging === null;
    this.#scroller.measure(paging);
    if (!paging) return;
    putAt(this.element, paging.bar);
    this.element.dataset.place = paging.place;
    this.element.dataset.axis = paging.axis;
    this.#describe();
  }

  /** @param {number} page the nearest one there is */
  go(page) {
    this.#scroller.go(page);
  }

  /** Shows one of the tiles that scroll. @param {number} index */
  bring(index) {
    if (this.#paging) this.go(Math.floor(index / this.#paging.size));
  }

  /** Shows the first page, and does so too when there are pages again. */
  reset() {
    this.#scroller.reset();
  }

  /**
   * Does what a key is for.
   * @param {KeyboardEvent} event
   * @param {boolean} isHere in the pager itself, where arrow keys lead to other pages too
   */
  press(event, isHere) {
    const { key } = event;
    if (!this.#paging || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isHere && !/^Page/.test(key)) return;
    const target = KEYS[this.#keyIn(key)]?.(this.page);
    if (target === undefined) return;
    event.preventDefault();
    this.go(target);
  }

  /** Sideways keys go as the page is read. @param {string} key */
  #keyIn(key) {
    const isRightToLeft = getComputedStyle(this.element).direction === 'rtl';
    if (key === 'ArrowLeft') return isRightToLeft ? 'ArrowDown' : 'ArrowUp';
    if (key === 'ArrowRight') return isRightToLeft ? 'ArrowUp' : 'ArrowDown';
    return key;
  }

  /**
   * @param {Parameters<typeof icon>[0]} iconName
   * @param {string} label
   * @param {number} step
   */
  #stepButton(iconName, label, step) {
    const attributes = { 'aria-label': label, title: label };
    const act = () => this.go(this.page + step);
    return createButton({ className: 'btn btn-icon pager-step', attributes }, act, icon(iconName));
  }

  #describe() {
    if (!this.#paging) return;
    const { page, pages } = this;
    const { size, count, place } = this.#paging;
    // Not switched off: whoever has come to an end keeps the focus.
    this.#previous.setAttribute('aria-disabled', String(page === 0));
    this.#next.setAttribute('aria-disabled', String(page === pages - 1));
    const isStrip = place === 'strip';
    const hidden = count - (isStrip ? size : Math.min(size, count - page * size));
    const words = isStrip ? `+${numberIn(hidden)}` : `${numberIn(page + 1)} / ${numberIn(pages)}`;
    const more = t('stage.more', { count: hidden });
    // What is written on it, too, for those who say it to have it pressed.
    const label = isStrip ? more : `${words}. ${more}`;
    this.#where.textContent = words;
    this.#where.setAttribute('aria-label', label);
    this.#where.title = label;
  }
}
