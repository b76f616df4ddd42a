/** Within this distance of the end, in pixels, the person counts as reading along. */
const AT_END = 80;

/** Where in something long that scrolls the person reads: along at its end, or something further up, which then stays where it is. */
export class ReadingPlace {
  #element;
  /** Decided already, whatever the position says. @type {'end' | 'here' | null} */
  #wanted = null;
  /** @type {'end' | 'here'} */
  #last = 'end';

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  /** With the next change the end is shown. */
  toEnd() {
    this.#wanted = 'end';
  }

  /** With the next change what is seen stays, even if that is the end. */
  stay() {
    this.#wanted = 'here';
  }

  /** With the next change as with this one. */
  again() {
    this.#wanted = this.#last;
  }

  /**
   * @param {Element} list whose children come and go
   * @param {(isAtEnd: boolean) => void} change
   */
  keep(list, change) {
    const isAtEnd = this.#wanted === null ? this.#isAtEnd : this.#wanted === 'end';
    this.#wanted = null;
    this.#last = isAtEnd ? 'end' : 'here';
    const seen = isAtEnd ? null : this.#firstSeen(list);
    // The name above it may go when there is somebody's line before it.
    const before = seen?.getBoundingClientRect().bottom ?? 0;
    change(isAtEnd);
    if (isAtEnd) this.#element.scrollTop = this.#element.scrollHeight;
    else if (seen?.isConnected) this.#element.scrollTop += seen.getBoundingClientRect().bottom - before;
  }

  get #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    return scrollHeight - scrollTop - clientHeight < AT_END;
  }

  /** @param {Element} list */
  #firstSeen(list) {
    const { top } = this.#element.getBoundingClientRect();
    return [...list.children].find((child) => child.getBoundingClientRect().bottom > top);
  }
}
