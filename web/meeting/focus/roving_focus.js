import { isReachable } from './keep_focus.js';

/**
 * Several buttons that are one stop of the Tab key: the arrow keys, Home and End go from one to the next (ARIA
 * Authoring Practices, "Managing focus within components using a roving tabindex").
 */
export class RovingFocus {
  #place;
  #selector;
  #wraps;

  /**
   * @param {Element} place
   * @param {string} selector of the buttons in it
   * @param {{ wraps?: boolean }} [options] `wraps`: after the last comes the first
   */
  constructor(place, selector, { wraps = false } = {}) {
    this.#place = place;
    this.#selector = selector;
    this.#wraps = wraps;
    place.addEventListener('keydown', (event) => this.#press(/** @type {KeyboardEvent} */ (event)));
    place.addEventListener('focusin', ({ target }) => {
      const item = target instanceof Element ? target.closest(selector) : null;
      if (item) this.#choose(item);
    });
  }

  /** Those that are to be seen. */
  get items() {
    return this.#all.filter(isReachable);
  }

  /** Has one of them be the stop again, after some have come, gone or been hidden. */
  update() {
    const { items } = this;
    this.#choose(items.find(({ tabIndex }) => tabIndex === 0) ?? items[0] ?? this.#all[0]);
  }

  get #all() {
    return /** @type {HTMLElement[]} */ ([...this.#place.querySelectorAll(this.#selector)]);
  }

  /** @param {Element | undefined} chosen */
  #choose(chosen) {
    for (const item of this.#all) item.tabIndex = item === chosen ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    const { items } = this;
    const current = items.findIndex((item) => item === /** @type {Element} */ (event.target).closest(this.#selector));
    const next = this.#indexAfter(current, event.key, items.length);
    if (current < 0 || next === null) return;
    event.preventDefault();
    items[next].focus();
  }

  /** @param {number} current @param {string} key @param {number} count */
  #indexAfter(current, key, count) {
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    const onward = getComputedStyle(this.#place).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = onward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const step = key === 'ArrowDown' || key === onward ? 1 : key === 'ArrowUp' || key === backward ? -1 : 0;
    if (step === 0) return null;
    return this.#wraps ? (current + step + count) % count : Math.max(0, Math.min(current + step, count - 1));
  }
}
