/** @import { ProcessorOptions, VideoProcessor } from '../platform/video_processing.js' */
import { VideoProcessing } from '../platform/video_processing.js';

/** @typedef {{ width: number | null, height: number | null }} Dimensions null before the first frame */

/**
 * The actions that a local or remote video track needs.
 * @typedef {object} PictureEvents
 * @property {() => void} resized  the dimensions have changed
 * @property {() => void} replaced  another track has to be played, because a processor was added or removed
 */

/** The size of a video track's picture, and its processor. */
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

  /** The processor's output; null without a processor. */
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

  /** @param {MediaStreamTrack} track its settings are the best information so far */
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
    // Not earlier, because creating it may fail.
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

  /** @param {MediaStreamTrack} track replaces the previous one */
  setInput(track) {
    this.#processing?.setInput(track);
  }

  /** Releases the processor. */
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
