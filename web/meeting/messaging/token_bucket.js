/** A budget that comes back with time: `burst` tokens at most, `perSecond` of them each second. Times are in milliseconds. */
export class TokenBucket {
  #burst;
  #perMs;
  #tokens;
  #at = -Infinity;

  /** @param {{ burst: number, perSecond: number }} rate */
  constructor({ burst, perSecond }) {
    this.#burst = burst;
    this.#perMs = perSecond / 1000;
    this.#tokens = burst;
  }

  /**
   * Takes that many tokens, or none. What costs more than there can ever be costs all of them.
   * @param {number} cost
   * @param {number} now
   * @returns {boolean} whether they were there
   */
  take(cost, now) {
    if (this.wait(cost, now) > 0) return false;
    this.#tokens -= Math.min(cost, this.#burst);
    return true;
  }

  /**
   * @param {number} cost
   * @param {number} now
   * @returns {number} milliseconds until that many are there
   */
  wait(cost, now) {
    this.#refill(now);
    return Math.max(0, Math.ceil((Math.min(cost, this.#burst) - this.#tokens) / this.#perMs));
  }

  /** @param {number} now */
  #refill(now) {
    // A clock that goes back gives nothing.
    if (now > this.#at) {
      this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
      this.#at = now;
    }
  }
}
