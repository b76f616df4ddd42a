/** @import { ProcessorOptions, VideoProcessor } from '../platform/video_processing.js' */
/** @import { LocalMediaTrackEvents, LocalTrackOptions } from './local_media_track.js' */
import { LocalMediaTrack } from './local_media_track.js';
import { VideoPicture } from './video_picture.js';

/** @typedef {LocalMediaTrackEvents<LocalVideoTrack> & { dimensionsChanged: [track: LocalVideoTrack] }} LocalVideoTrackEvents */

/**
 * One's own camera or screen.
 * @extends {LocalMediaTrack<'video', LocalVideoTrackEvents>}
 */
export class LocalVideoTrack extends LocalMediaTrack {
  #picture;

  /**
   * @param {MediaStreamTrack} mediaStreamTrack
   * @param {LocalTrackOptions} [options]
   */
  constructor(mediaStreamTrack, options) {
    super(mediaStreamTrack, options);
    this.#picture = new VideoPicture({
      resized: () => this.emit('dimensionsChanged', this),
      replaced: () => {
        this._showAgain();
        this.emit('_replaced', this);
      },
    });
    this.#picture.measure(mediaStreamTrack);
  }

  get dimensions() {
    return this.#picture.dimensions;
  }

  get processor() {
    return this.#picture.processor;
  }

  /** What the processor makes, and the others see; null without one. @returns {MediaStreamTrack | null} */
  get processedTrack() {
    return this.#picture.track;
  }

  /** @override */
  get _playedTrack() {
    return this.#picture.track ?? this.mediaStreamTrack;
  }

  /**
   * Sends and shows what the processor makes of each frame.
   * @param {VideoProcessor} processor
   * @param {ProcessorOptions} [options]
   * @returns {this}
   */
  addProcessor(processor, options) {
    this.#picture.addProcessor(this.mediaStreamTrack, processor, options);
    return this;
  }

  /**
   * @param {VideoProcessor} processor
   * @returns {this}
   */
  removeProcessor(processor) {
    this.#picture.removeProcessor(processor);
    return this;
  }

  /**
   * @protected
   * @override
   * @param {HTMLMediaElement} element
   */
  _show(element) {
    super._show(element);
    this.#picture.watch(element);
  }

  /**
   * @protected
   * @override
   * @param {HTMLMediaElement} element
   */
  _hidden(element) {
    this.#picture.unwatch(element);
  }

  /**
   * @protected
   * @override
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  _replace(mediaStreamTrack) {
    this.#picture.setInput(mediaStreamTrack);
    super._replace(mediaStreamTrack);
    this.#picture.measure(mediaStreamTrack);
  }
}
