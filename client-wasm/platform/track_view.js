import { isAsLargeAsPicture, possibleHeight } from './element_size.js';

/**
 * How much of a track is visible: its height in pixels, 0 if it is shown nowhere, Infinity if the picture may be
 * as large as its sender makes it.
 * @callback Shown
 * @param {number} height
 * @returns {void}
 */

/** Watches the elements that show one video track. */
export class TrackView {
  #shown;
  /** @type {Map<Element, { visible: boolean, height: number, follows?: boolean }>} */
  #elements = new Map();
  #ending = new AbortController();
  #intersections = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) this.#note(target, { visible: isIntersecting });
  });
  #sizes = new ResizeObserver((entries) => {
    // Measuring lays the page out anew. From within this call that may be an error of the page's ("ResizeObserver loop
    // completed with undelivered notifications"), which some pages report.
    requestAnimationFrame(() => {
      for (const { target, contentRect } of entries) this.#resized(target, contentRect);
    });
  });

  /** @param {Shown} shown */
  constructor(shown) {
    this.#shown = shown;
    const { signal } = this.#ending;
    document.addEventListener('visibilitychange', () => this.#report(), { signal });
    // An element as large as its picture may have got more room without having grown.
    window.addEventListener('resize', () => this.#measureAgain(), { signal });
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
   * @param {DOMRectReadOnly} box
   */
  #resized(element, box) {
    const known = this.#elements.get(element);
    if (!known) return;
    let { height } = box;
    // The picture's own size must not become the size that is asked for: a small picture would stay small. To find
    // out costs two layouts, which an element of a size of its own is spared.
    if (height > 0 && element instanceof HTMLVideoElement && (known.follows !== false || isAsLargeAsPicture(element, box))) {
      const possible = possibleHeight(element);
      known.follows = Math.abs(possible - height) >= 1;
      if (known.follows) height = possible;
    }
    this.#note(element, { height: Math.ceil(height * devicePixelRatio) });
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

  #measureAgain() {
    for (const element of this.#elements.keys()) {
      this.#sizes.unobserve(element);
      this.#sizes.observe(element);
    }
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
