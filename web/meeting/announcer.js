import { create } from '../common/create.js';

const SHOWN_MS = 5000;
const MOST_SHOWN = 3;

/** Announces what has just happened: to screen readers, and briefly on the screen. */
export class Announcer {
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

  /** Has it read out by a screen reader. @param {string} text */
  say(text) {
    // A paragraph of its own: the same words twice are two messages.
    const words = create('p', { text });
    this.#spoken.append(words);
    setTimeout(() => words.remove(), SHOWN_MS);
  }

  /** Has it read out and shows it for a while. @param {string} text */
  show(text) {
    this.say(text);
    const message = create('p', { className: 'toast-message', text });
    message.dir = 'auto';
    this.#shown.append(message);
    while (this.#shown.childElementCount > MOST_SHOWN) this.#shown.firstElementChild?.remove();
    setTimeout(() => message.remove(), SHOWN_MS);
  }
}
