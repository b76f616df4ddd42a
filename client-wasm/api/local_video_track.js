/** @import { ProcessorOptions, VideoProcessor } from '../platform/video_processing.js' */
/** @import { LocalMediaTrackEvents, LocalTrackOptions } from './local_media_track.js' */
import { LocalMediaTrack } from './local_media_track.js';
import { VideoPicture } from './video_picture.js';

/** @typedef {LocalMediaTrackEvents<LocalVideoTrack> & { dimensionsChanged: [track: LocalVideoTrack] }} LocalVideoTrackEvents */

/**
 * The local participant's camera or screen.
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

  /** The processor's output, which the others see; null without a processor. @returns {MediaStreamTrack | null} */
  get processedTrack() {
    return this.#picture.track;
  }

  /** @override */
  get _playedTrack() {
    return this.#picture.track ?? this.mediaStreamTrack;
  }

  /**
   * Sends and shows the processor's output for each frame.
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
