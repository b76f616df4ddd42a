import { icon } from '../common/icons.js';

/** Messages to the person: one at a time on each subject, until mended or put away. */
export class Notices {
  #place;
  /** @type {Map<string, HTMLElement>} by subject */
  #shown = new Map();

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {string} subject
   * @param {string} text '' takes the message away
   * @param {'warning' | 'danger'} [weight]
   */
  show(subject, text, weight = 'warning') {
    const before = this.#shown.get(subject);
    // A message that stands there already is not read out again.
    if (before?.textContent === text) return;
    before?.remove();
    this.#shown.delete(subject);
    if (!text) return;
    const notice = this.#create(subject, text, weight);
    this.#shown.set(subject, notice);
    this.#place.append(notice);
  }

  /**
   * @param {string} subject
   * @param {string} text
   * @param {string} weight
   */
  #create(subject, text, weight) {
    const words = document.createElement('p');
    words.textContent = text;
    const dismiss = document.createElement('button');
    dismiss.type = 'button';
    dismiss.className = 'btn notice-close';
    dismiss.setAttribute('aria-label', 'Put this message away');
    dismiss.append(icon('close'));
    dismiss.addEventListener('click', () => this.show(subject, ''));
    const notice = document.createElement('div');
    notice.className = `notice notice-${weight}`;
    notice.append(words, dismiss);
    return notice;
  }
}
