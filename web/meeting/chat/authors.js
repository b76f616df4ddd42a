/** Maps authors in the chat to participants. A page makes up its author id for one call. */
export class Authors {
  /** Oneself in this call. */
  #self = crypto.randomUUID();
  #lastNumber = 0;
  /** Oneself, in earlier calls too, with the number of what was said last. @type {Map<string, number>} */
  #own = new Map();
  /** @type {Map<string, string>} author by participant's sid */
  #others = new Map();

  get self() {
    return this.#self;
  }

  /** The number of what one says next. */
  nextNumber() {
    this.#own.set(this.#self, ++this.#lastNumber);
    return this.#lastNumber;
  }

  /** @param {string} author */
  isSelf(author) {
    return author === this.#self || this.#own.has(author);
  }

  /**
   * Whether somebody has said that, as far as oneself would know: nobody makes up what we have said.
   * @param {{ author: string, number: number }} entry
   */
  mayBeSaid({ author, number }) {
    return !this.isSelf(author) || number <= (this.#own.get(author) ?? 0);
  }

  /**
   * A participant speaks as an author.
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
    return true;
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

  /** The call is over; in the next one is somebody new. */
  renew() {
    this.#others.clear();
    this.#self = crypto.randomUUID();
    this.#lastNumber = 0;
  }
}
