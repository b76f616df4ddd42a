import { MESSAGE_LIMITS } from './limits.js';
import { TokenBucket } from './token_bucket.js';

/** Something that a participant causes. @typedef {{ cost: number, characters: number, act: () => void }} Deed */

/**
 * What one participant causes: within the budget it is done at once. What goes beyond waits in its order,
 * and what there is no room for is dropped. Reads no clock: milliseconds go in.
 */
export class SenderBudget {
  #limits;
  #bucket;
  /** @type {Deed[]} */
  #held = [];
  #characters = 0;

  /** @param {typeof MESSAGE_LIMITS} [limits] */
  constructor(limits = MESSAGE_LIMITS) {
    this.#limits = limits;
    this.#bucket = new TokenBucket(limits);
  }

  /** How many wait. */
  get held() {
    return this.#held.length;
  }

  /**
   * Does it now, later or never.
   * @param {Deed} deed
   * @param {number} now
   */
  admit(deed, now) {
    if (this.#held.length === 0 && this.#bucket.take(deed.cost, now)) {
      deed.act();
      return;
    }
    const { held, heldCharacters } = this.#limits;
    if (this.#held.length >= held || this.#characters + deed.characters > heldCharacters) return;
    this.#held.push(deed);
    this.#characters += deed.characters;
  }

  /** Does what has waited long enough, but only so much in one go. @param {number} now */
  release(now) {
    for (let done = 0; done < this.#limits.releasedAtOnce; ++done) {
      const [deed] = this.#held;
      if (!deed || !this.#bucket.take(deed.cost, now)) return;
      this.#held.shift();
      this.#characters -= deed.characters;
      deed.act();
    }
  }

  /**
   * @param {number} now
   * @returns {number | null} milliseconds until something can be released; null where nothing waits
   */
  wait(now) {
    return this.#held.length === 0 ? null : this.#bucket.wait(this.#held[0].cost, now);
  }

  /** Forgets what waits. */
  clear() {
    this.#held = [];
    this.#characters = 0;
  }
}

/**
 * The tokens that a message costs.
 * @param {string} type
 * @param {number} characters
 * @param {typeof MESSAGE_LIMITS} [limits]
 */
export function costOf(type, characters, { charactersPerToken, extra } = MESSAGE_LIMITS) {
  return 1 + Math.floor(characters / charactersPerToken) + (Object.hasOwn(extra, type) ? extra[type] : 0);
}
