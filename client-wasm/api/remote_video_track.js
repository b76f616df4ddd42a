/** @import { ProcessorOptions, VideoProcessor } from '../platform/video_processing.js' */
/** @import { Published, RemoteMediaTrackEvents } from './remote_media_track.js' */
import { TrackView } from '../platform/track_view.js';
import { RemoteMediaTrack } from './remote_media_track.js';
import { VideoPicture } from './video_picture.js';

/** @typedef {{ renderDimensions?: { width: number, height: number } }} ContentPreferences */

/** @typedef {RemoteMediaTrackEvents<RemoteVideoTrack> & { dimensionsChanged: [track: RemoteVideoTrack] }} RemoteVideoTrackEvents */

/**
 * Another participant's camera or screen.
 * @extends {RemoteMediaTrack<'video', RemoteVideoTrackEvents>}
 */
export class RemoteVideoTrack extends RemoteMediaTrack {
  #picture;
  /** @type {TrackView | null} */
  #view = null;
  #off = false;
  #height = 0;

  /**
   * @param {MediaStreamTrack} mediaStreamTrack
   * @param {Published} published
   */
  constructor(mediaStreamTrack, published) {
    super(mediaStreamTrack, published);
    this.#picture = new VideoPicture({
      resized: () => this.emit('dimensionsChanged', this),
      replaced: () => this._showAgain(),
    });
  }

  get dimensions() {
    return this.#picture.dimensions;
  }

  get processor() {
    return this.#picture.processor;
  }

  /** The processor's output, which the elements show; null without a processor. @returns {MediaStreamTrack | null} */
  get processedTrack() {
    return this.#picture.track;
  }

  /** @override */
  get _playedTrack() {
    return this.#picture.track ?? this.mediaStreamTrack;
  }

  /**
   * Receives the track again.
   * @returns {this}
   */
  switchOn() {
    return this.#prefer(false, this.#height);
  }

  /**
   * The sender stops sending it to us, which saves resources on both sides; nobody else notices.
   * @returns {this}
   */
  switchOff() {
    return this.#prefer(true, this.#height);
  }

  /**
   * The sender sends no larger picture than the one shown.
   * @param {ContentPreferences} preferences
   * @returns {this}
   */
  setContentPreferences({ renderDimensions }) {
    return this.#prefer(this.#off, Math.ceil(renderDimensions?.height ?? 0));
  }

  /**
   * Shows the processor's output for each frame, only on this page.
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
   * From now on, requests what the elements that show the track need.
   * @param {{ size: boolean, visibility: boolean }} what
   */
  _followElements({ size, visibility }) {
    this.#view = new TrackView((height) => {
      const off = visibility ? height === 0 : this.#off;
      const largest = height === Infinity ? 0 : height;
      this.#prefer(off, size && height > 0 ? largest : this.#height);
    });
    for (const element of this._elements) this.#view.add(element);
  }

  /**
   * @protected
   * @override
   */
  _started() {
    this.#picture.measure(this.mediaStreamTrack);
    super._started();
  }

  /**
   * @override
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  _moveTo(mediaStreamTrack) {
    this.#picture.setInput(mediaStreamTrack);
    super._moveTo(mediaStreamTrack);
  }

  /** @override */
  _unsubscribed() {
    this.#view?.stop();
    this.#picture.stop();
    super._unsubscribed();
  }

  /**
   * @protected
   * @override
   * @param {HTMLMediaElement} element
   */
  _show(element) {
    super._show(element);
    this.#picture.watch(element);
    this.#view?.add(element);
  }

  /**
   * @protected
   * @override
   * @param {HTMLMediaElement} element
   */
  _hidden(element) {
    this.#picture.unwatch(element);
    this.#view?.remove(element);
  }

  /**
   * @param {boolean} off
   * @param {number} height
   */
  #prefer(off, height) {
    this.#off = off;
    this.#height = height;
    this._prefer(off, height);
    return this;
  }
}
