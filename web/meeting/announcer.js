/** @import { RemoteParticipant } from '../../client-wasm/api/remote_participant.js' */
import { create } from '../common/create.js';
import { MESSAGE_LIMITS } from './messaging/limits.js';
import { TokenBucket } from './messaging/token_bucket.js';

const SHOWN_MS = 5000;
const MOST_SHOWN = 3;

/**
 * Announces what has just happened: to screen readers, and briefly on the screen. Of one participant's doings only as
 * much as somebody could listen to.
 */
export class Announcer {
  /** @type {WeakMap<RemoteParticipant, TokenBucket>} */
  #budgets = new WeakMap();
  #spoken;
  #shown;

  /**
   * @param {HTMLElement} spoken a live region that is not seen
   * @param {HTMLElement} shown where messages stand for a while; not read out
   */
  constructor(spoken, shown) {
    this.#spoken = spoken;
    this.#shown = shown;
  }

  /**
   * Has it read out by a screen reader.
   * @param {string} text
   * @param {RemoteParticipant} [by] who has done it, where that may be done at will
   * @returns {boolean} false where that one has been heard enough of
   */
  say(text, by) {
    if (by && !this.#budgetOf(by).take(1, performance.now())) return false;
    // A paragraph of its own: the same words twice are two messages.
    const words = create('p', { text });
    this.#spoken.append(words);
    setTimeout(() => words.remove(), SHOWN_MS);
    return true;
  }

  /**
   * Has it read out and shows it for a while.
   * @param {string} text
   * @param {RemoteParticipant} [by] as for say()
   */
  show(text, by) {
    if (!this.say(text, by)) return;
    const message = create('p', { className: 'toast-message', text });
    message.dir = 'auto';
    this.#shown.append(message);
    while (this.#shown.childElementCount > MOST_SHOWN) this.#shown.firstElementChild?.remove();
    setTimeout(() => message.remove(), SHOWN_MS);
  }

  /** @param {RemoteParticipant} participant */
  #budgetOf(participant) {
    const budget = this.#budgets.get(participant) ?? new TokenBucket(MESSAGE_LIMITS.announced);
    this.#budgets.set(participant, budget);
    return budget;
  }
}
