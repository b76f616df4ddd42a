/** @import { MediaKind } from '../bindings/client.js' */
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';

/** HTMLMediaElement.HAVE_CURRENT_DATA: something of the stream has been shown. */
const HAVE_CURRENT_DATA = 2;

/**
 * `started` when media flows.
 * @template Track
 * @typedef {{ started: [track: Track], enabled: [track: Track], disabled: [track: Track] }} MediaTrackEvents
 */

/**
 * The media of a camera or microphone, local or from another participant.
 * @template {MediaKind} [Kind=MediaKind]
 * @template {Record<string, any[]>} [Events=MediaTrackEvents<any>]
 * @extends {EventEmitter<Events>}
 */
export class MediaTrack extends EventEmitter {
  isStarted = false;
  /** @type {Set<HTMLMediaElement>} */
  #elements = new Set();

  /**
   * @param {MediaStreamTrack} mediaStreamTrack
   * @param {string} name
   */
  constructor(mediaStreamTrack, name) {
    super();
    this.mediaStreamTrack = mediaStreamTrack;
    this.kind = /** @type {Kind} */ (mediaStreamTrack.kind);
    this.name = name;
    if (mediaStreamTrack.muted) {
      mediaStreamTrack.addEventListener('unmute', () => this._started(), { once: true });
    } else {
      // Later, so that the creator of the track can add listeners first.
      queueMicrotask(() => this._started());
    }
  }

  /** What is played and sent: the same track, or a processor's output. */
  get _playedTrack() {
    return this.mediaStreamTrack;
  }

  /** The elements that play it. */
  get _elements() {
    return [...this.#elements];
  }

  /**
   * Plays the track in an element. An element can play one track of each kind; an existing track of the same
   * kind is replaced.
   * @param {HTMLMediaElement | string} [element] or a selector; without it, a new one
   * @returns {HTMLMediaElement}
   */
  attach(element) {
    // Nor null: frameworks pass null for elements that do not exist yet.
    const target = element ? find(element) : document.createElement(this.kind);
    this._show(target);
    this.#elements.add(target);
    return target;
  }

  /**
   * Stops playing the track in one element or, without an argument, in all of them.
   * @overload
   * @param {HTMLMediaElement | string} element or a selector
   * @returns {HTMLMediaElement}
   */
  /**
   * @overload
   * @returns {HTMLMediaElement[]}
   */
  /**
   * @param {HTMLMediaElement | string} [element]
   * @returns {HTMLMediaElement | HTMLMediaElement[]}
   */
  detach(element) {
    if (element) return this.#detachFrom(find(element));
    return [...this.#elements].map((one) => this.#detachFrom(one));
  }

  /** Resumes playing where a browser has stopped. */
  _play() {
    for (const element of this.#elements) {
      // Browsers refuse this to a page that nobody has interacted with; trying does no harm.
      if (element.paused) element.play().catch(() => {});
    }
  }

  toJSON() {
    return toPlain(this, ['kind', 'name', 'isStarted', 'isEnabled']);
  }

  /**
   * @protected
   * @param {HTMLMediaElement} element
   */
  _show(element) {
    let stream = streamOf(element);
    // In this order, and at once: the other way round Firefox shows the old track's last picture for good.
    for (const track of stream.getTracks()) {
      if (track.kind !== this.kind || track === this._playedTrack) continue;
      stream.removeTrack(track);
      // Firefox never begins to play a stream whose track has changed before anything came of it.
      if (element.readyState < HAVE_CURRENT_DATA) stream = new MediaStream(stream.getTracks());
    }
    stream.addTrack(this._playedTrack);
    // Setting it again would show nothing for a moment.
    if (element.srcObject !== stream) element.srcObject = stream;
    element.autoplay = true;
    if ('playsInline' in element) element.playsInline = true;
  }

  /**
   * Continues with other media, in all elements.
   * @protected
   * @param {MediaStreamTrack} mediaStreamTrack
   */
  _replace(mediaStreamTrack) {
    this.mediaStreamTrack = mediaStreamTrack;
    this._showAgain();
  }

  /** @protected */
  _showAgain() {
    for (const element of this.#elements) this._show(element);
  }

  /** @protected */
  _started() {
    this.isStarted = true;
    this._emit('started');
  }

  /**
   * Emits an event about the track itself.
   * @protected
   * @param {keyof Events & string} event
   */
  _emit(event) {
    const values = /** @type {any} */ ([this]);
    this.emit(event, ...values);
  }

  /**
   * @protected
   * @param {HTMLMediaElement} _element no longer plays the track
   */
  _hidden(_element) {}

  /** @param {HTMLMediaElement} element */
  #detachFrom(element) {
    if (!this.#elements.delete(element)) return element;
    const stream = streamOf(element);
    // Another track of this kind may have replaced it in the meantime.
    stream.removeTrack(this._playedTrack);
    this._hidden(element);
    // An element without a track would keep showing the last picture.
    if (element.srcObject === stream && stream.getTracks().length === 0) element.srcObject = null;
    return element;
  }
}

/** @param {HTMLMediaElement} element */
function streamOf(element) {
  return element.srcObject instanceof MediaStream ? element.srcObject : new MediaStream();
}

/**
 * @param {HTMLMediaElement | string} element
 * @returns {HTMLMediaElement}
 */
function find(element) {
  const found = typeof element === 'string' ? document.querySelector(element) : element;
  if (!found) throw new Error(`There is no element "${element}".`);
  return /** @type {HTMLMediaElement} */ (found);
}
