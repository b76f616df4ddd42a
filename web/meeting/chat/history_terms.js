import { TokenBucket } from '../messaging/token_bucket.js';
import { CHAT_LIMITS } from './limits.js';

/**
 * On what terms this page and one other tell each other what was said before: whenever they reach each other, each
 * asks once, and is told once. Reads no clock: milliseconds go in.
 */
export class HistoryTerms {
  #mayAsk = false;
  #characters = 0;
  #entries = 0;
  #told = new TokenBucket(CHAT_LIMITS.told);

  /** That one is reached, and asked. */
  begin() {
    this.#mayAsk = true;
    this.#characters = CHAT_LIMITS.history;
    this.#entries = CHAT_LIMITS.entries;
  }

  /**
   * That one asks.
   * @param {number} now
   * @returns {boolean} whether it is told
   */
  asks(now) {
    if (!this.#mayAsk || !this.#told.take(1, now)) return false;
    this.#mayAsk = false;
    return true;
  }

  /**
   * That one hands something over.
   * @param {number} characters
   * @returns {boolean} whether it was asked for so much
   */
  expects(characters) {
    if (this.#entries === 0 || characters > this.#characters) return false;
    this.#characters -= characters;
    return true;
  }

  /**
   * @template T
   * @param {T[]} entries that were handed over
   * @returns {T[]} as many of them as were asked for
   */
  accept(entries) {
    const accepted = entries.slice(0, this.#entries);
    this.#entries -= accepted.length;
    return accepted;
  }
}
