/** @import { ProcessorOptions, VideoProcessor } from '../platform/video_processing.js' */
import { VideoProcessing } from '../platform/video_processing.js';

/** @typedef {{ width: number | null, height: number | null }} Dimensions null before the first frame */

/**
 * What a video track of either side needs done.
 * @typedef {object} PictureEvents
 * @property {() => void} resized  the dimensions are others
 * @property {() => void} replaced  another track is to be played: there is a processor, or none
 */

/** How large a video track's picture is, and what a processor makes of it. */
export class VideoPicture {
  /** @type {Dimensions} */
  dimensions = { width: null, height: null };
  /** @type {VideoProcessor | null} */
  processor = null;
  #events;
  /** @type {VideoProcessing | null} */
  #processing = null;
  #resized = (/** @type {Event} */ { target }) => {
    const { videoWidth, videoHeight } = /** @type {HTMLVideoElement} */ (target);
    this.#note(videoWidth, videoHeight);
  };

  /** @param {PictureEvents} events */
  constructor(events) {
    this.#events = events;
  }

  /** The track that the processor makes; null without one. */
  get track() {
    return this.#processing?.track ?? null;
  }

  /** @param {HTMLMediaElement} element shows the picture from now on */
  watch(element) {
    element.addEventListener('resize', this.#resized);
  }

  /** @param {HTMLMediaElement} element */
  unwatch(element) {
    element.removeEventListener('resize', this.#resized);
  }

  /** @param {MediaStreamTrack} track whose own settings are the best that is known so far */
  measure(track) {
    const { width = 0, height = 0 } = track.getSettings?.() ?? {};
    this.#note(width, height);
  }

  /**
   * @param {MediaStreamTrack} track
   * @param {VideoProcessor} processor
   * @param {ProcessorOptions} [options]
   */
  addProcessor(track, processor, options) {
    if (typeof processor?.processFrame !== 'function') {
      throw new TypeError('A VideoProcessor has a method processFrame().');
    }
    if (this.processor) throw new Error('There is a VideoProcessor already.');
    this.#processing = new VideoProcessing(track, processor, options);
    // Not before: what could not be made is not there.
    this.processor = processor;
    this.#events.replaced();
  }

  /** @param {VideoProcessor} processor */
  removeProcessor(processor) {
    if (!processor || processor !== this.processor) {
      throw new Error('This VideoProcessor was not added.');
    }
    this.stop();
    this.#events.replaced();
  }

  /** @param {MediaStreamTrack} track goes on in place of the one before */
  setInput(track) {
    this.#processing?.setInput(track);
  }

  /** Lets go of the processor. */
  stop() {
    this.#processing?.stop();
    this.#processing = null;
    this.processor = null;
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  #note(width, height) {
    if (width === 0 || height === 0) return;
    if (width === this.dimensions.width && height === this.dimensions.height) return;
    this.dimensions = { width, height };
    this.#events.resized();
  }
}
