/** @import { Deed } from './sender_budget.js' */
/** @import { MESSAGE_LIMITS } from './limits.js' */
import { SenderBudget } from './sender_budget.js';

/** A SenderBudget by the clock. Tells `heldBack`, once, when as much waits as people are told of. */
export class PacedBudget extends EventTarget {
  #budget;
  #heldTold;
  #isTold = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {typeof MESSAGE_LIMITS} limits */
  constructor(limits) {
    super();
    this.#budget = new SenderBudget(limits);
    this.#heldTold = limits.heldTold;
  }

  /** Does it now, later or never. @param {Deed} deed */
  admit(deed) {
    this.#budget.admit(deed, performance.now());
    if (this.#budget.held === 0) return;
    this.#timer ??= this.#wake();
    if (this.#isTold || this.#budget.held < this.#heldTold) return;
    this.#isTold = true;
    this.dispatchEvent(new Event('heldBack'));
  }

  /** Forgets what waits. */
  clear() {
    this.#budget.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wake() {
    const wait = this.#budget.wait(performance.now());
    if (wait === null) return undefined;
    return setTimeout(() => {
      try {
        this.#budget.release(performance.now());
      } finally {
        this.#timer = this.#wake();
      }
    }, wait);
  }
}
