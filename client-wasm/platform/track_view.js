/**
 * How much of a track is visible: its height in pixels, 0 if it is shown nowhere.
 * @callback Shown
 * @param {number} height
 * @returns {void}
 */

/** Watches the elements that show one video track. */
export class TrackView {
  #shown;
  /** @type {Map<Element, { visible: boolean, height: number }>} */
  #elements = new Map();
  #ending = new AbortController();
  #intersections = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) this.#note(target, { visible: isIntersecting });
  });
  #sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      this.#note(target, { height: Math.ceil(contentRect.height * devicePixelRatio) });
    }
  });

  /** @param {Shown} shown */
  constructor(shown) {
    this.#shown = shown;
    const { signal } = this.#ending;
    document.addEventListener('visibilitychange', () => this.#report(), { signal });
    // The page has some time to show a new track before it counts as not shown.
    setTimeout(() => this.#report());
  }

  /** @param {Element} element */
  add(element) {
    this.#elements.set(element, { visible: true, height: 0 });
    this.#intersections.observe(element);
    this.#sizes.observe(element);
    this.#report();
  }

  /** @param {Element} element */
  remove(element) {
    this.#elements.delete(element);
    this.#intersections.unobserve(element);
    this.#sizes.unobserve(element);
    this.#report();
  }

  stop() {
    this.#ending.abort();
    this.#intersections.disconnect();
    this.#sizes.disconnect();
    this.#elements.clear();
  }

  /**
   * @param {Element} element
   * @param {{ visible?: boolean, height?: number }} news
   */
  #note(element, news) {
    const known = this.#elements.get(element);
    if (!known) return;
    Object.assign(known, news);
    this.#report();
  }

  #report() {
    if (this.#ending.signal.aborted) return;
    let highest = 0;
    for (const [element, { visible, height }] of this.#elements) {
      const inPicture = document.pictureInPictureElement === element;
      if ((visible && document.visibilityState === 'visible') || inPicture) {
        highest = Math.max(highest, height);
      }
    }
    this.#shown(highest);
  }
}
