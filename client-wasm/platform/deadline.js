/** setTimeout() accepts no longer delay; a later deadline is checked again. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** One timer on the clock of `performance.now()`. */
export class Deadline {
  #passed;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} passed called when the deadline is reached */
  constructor(passed) {
    this.#passed = passed;
  }

  /** @param {number} time replaces the previous deadline; -1: none */
  set(time) {
    clearTimeout(this.#timer);
    if (time < 0) return;
    const delay = Math.ceil(time - performance.now());
    this.#timer = setTimeout(this.#passed, Math.min(Math.max(delay, 0), LONGEST_DELAY_MS));
  }
}
