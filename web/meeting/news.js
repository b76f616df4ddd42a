/** @typedef {'came' | 'went' | 'message' | 'knock'} NewsKind */

/**
 * What has just happened.
 * @typedef {object} News
 * @property {NewsKind} kind
 * @property {string} words
 * @property {() => void} [show] brings it before the person's eyes
 */

/**
 * What somebody wants to know of whose eyes are elsewhere: features tell it, and those in noticed/ make it seen and
 * heard. Events: `news` with News as `detail`, and `waiting` when another number waits for the person.
 */
export class NewsDesk extends EventTarget {
  /** @type {Map<NewsKind, number>} */
  #waiting = new Map();

  /** @param {News} news */
  tell(news) {
    this.dispatchEvent(new CustomEvent('news', { detail: news }));
  }

  /** How many things wait for the person. */
  get waiting() {
    return [...this.#waiting.values()].reduce((sum, count) => sum + count, 0);
  }

  /** @param {NewsKind} kind @param {number} count how many of that kind wait */
  setWaiting(kind, count) {
    if ((this.#waiting.get(kind) ?? 0) === count) return;
    this.#waiting.set(kind, count);
    this.dispatchEvent(new Event('waiting'));
  }
}
