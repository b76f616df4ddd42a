import { CHAT_LIMITS } from './limits.js';

/** Maps authors in the chat to participants. A page has a new key, and so is a new author, in each call. */
export class Authors {
  /** Oneself, in earlier calls too. @type {Set<string>} */
  #own = new Set();
  /** @type {Map<string, string>} author by participant's sid */
  #others = new Map();
  /** All that have been here. @type {Set<string>} */
  #met = new Set();

  /** Oneself from now on. @param {string} author */
  speakAs(author) {
    this.#own.add(author);
  }

  /** @param {string} author */
  isSelf(author) {
    return this.#own.has(author);
  }

  /**
   * A participant has proven to be an author.
   * @param {string} sid
   * @param {string} author
   * @returns {boolean} false where it is another who is here, or the participant was another before
   */
  claim(sid, author) {
    if (this.isSelf(author)) return false;
    const owner = this.sidOf(author);
    if (owner !== '') return owner === sid;
    if (this.#others.has(sid)) return false;
    this.#others.set(sid, author);
    this.#meet(author);
    return true;
  }

  /** Whether that author's words are known to be those of a participant. @param {string} author */
  hasMet(author) {
    return this.isSelf(author) || this.#met.has(author);
  }

  /** @param {string} author @returns {string} '' where nobody who is here is it */
  sidOf(author) {
    return [...this.#others].find(([, one]) => one === author)?.[0] ?? '';
  }

  /** @param {string} sid @returns {string} '' where that is not known */
  of(sid) {
    return this.#others.get(sid) ?? '';
  }

  /** That participant has gone. @param {string} sid */
  drop(sid) {
    this.#others.delete(sid);
  }

  /** The call is over. */
  clear() {
    this.#others.clear();
    this.#met.clear();
  }

  /** @param {string} author */
  #meet(author) {
    this.#met.add(author);
    const [first] = this.#met;
    if (this.#met.size > CHAT_LIMITS.met) this.#met.delete(first);
  }
}
