/** How many frames are judged together. */
const FRAMES = 30;
/** At 30 frames a second each has so much time. */
const IN_TIME_MS = 33;
const WITH_EASE_MS = 15;
/** Under 12 frames a second. */
const TOO_SLOW_MS = 83;
const LEAST_OFTEN = 3;

/**
 * How often the person has to be looked for. On a slow machine the mask of one frame serves for up to three, so that
 * more frames are shown.
 */
export class Pace {
  /** The mask is made anew for each so manieth frame. */
  maskEvery = 1;
  /** Even so, fewer than 12 frames a second were shown for a while. */
  isTooSlow = false;
  #sum = 0;
  #count = 0;

  /** @param {number} milliseconds that a frame took */
  note(milliseconds) {
    this.#sum += milliseconds;
    if (++this.#count < FRAMES) return;
    const mean = this.#sum / this.#count;
    this.#sum = 0;
    this.#count = 0;
    this.isTooSlow = mean > TOO_SLOW_MS && this.maskEvery === LEAST_OFTEN;
    if (mean > IN_TIME_MS) this.maskEvery = Math.min(this.maskEvery + 1, LEAST_OFTEN);
    else if (mean < WITH_EASE_MS) this.maskEvery = Math.max(this.maskEvery - 1, 1);
  }
}
