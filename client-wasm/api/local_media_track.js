/** @import { MediaKind, TrackPriority } from '../bindings/client.js' */
import { getUserMedia } from '../platform/media_devices.js';
import { toWellFormed } from '../platform/well_formed.js';
import { MediaTrack } from './media_track.js';

/**
 * Without a name, the track is called by its id; the others have no effect.
 * @typedef {{ name?: string, logLevel?: unknown, workaroundWebKitBug1208516?: unknown }} LocalTrackOptions
 */
/** @typedef {LocalTrackOptions & { priority?: TrackPriority }} PublishOptions the name is for a MediaStreamTrack */

/**
 * @template Track
 * @typedef {import('./media_track.js').MediaTrackEvents<Track> & { stopped: [track: Track],
 *   muted: [track: Track], unmuted: [track: Track], _replaced: [track: Track] }} LocalMediaTrackEvents
 */

/**
 * The local participant's microphone, camera or screen.
 * @template {MediaKind} [Kind=MediaKind]
 * @template {LocalMediaTrackEvents<any>} [Events=LocalMediaTrackEvents<any>]
 * @extends {MediaTrack<Kind, Events>}
 */
export class LocalMediaTrack extends MediaTrack {
  /** Whether the page has been told. */
  #isStopped = false;
  #constraints;
  /** The restart that is waiting for a device. @type {object | null} */
  #turn = null;
  /** Stopped by its page, which must not be undone. */
  #released = false;

  /**
   * @param {MediaStreamTrack} mediaStreamTrack
   * @param {LocalTrackOptions} [options]
   */
  constructor(mediaStreamTrack, { name = mediaStreamTrack.id } = {}) {
    super(mediaStreamTrack, toWellFormed(String(name)));
    /** Also after `restart()`, which replaces the media. */
    this.id = mediaStreamTrack.id;
    // The browser remembers the constraints; restart() asks for the same.
    this.#constraints = mediaStreamTrack.getConstraints?.() ?? {};
    this.#watch(mediaStreamTrack);
  }

  /** Also if the page has stopped the MediaStreamTrack itself, of which there is no event. */
  get isStopped() {
    return this.#isStopped || this.mediaStreamTrack.readyState === 'ended';
  }

  get isEnabled() {
    return this.mediaStreamTrack.enabled;
  }

  /** Whether the system, not the person, keeps the device from sending. */
  get isMuted() {
    return this.mediaStreamTrack.muted;
  }

  /**
   * Resumes sending after `disable()`.
   * @param {boolean} [enabled] false: as `disable()`
   * @returns {this}
   */
  enable(enabled = true) {
    if (enabled === this.mediaStreamTrack.enabled) return this;
    // What a processor makes of it as well: its last picture would stay.
    this.mediaStreamTrack.enabled = this._playedTrack.enabled = enabled;
    this._emit(enabled ? 'enabled' : 'disabled');
    return this;
  }

  /**
   * Sends silence or black until `enable()`; the others are told.
   * @returns {this}
   */
  disable() {
    return this.enable(false);
  }

  /**
   * Releases the device, so that its light goes out.
   * @returns {this}
   */
  stop() {
    this.#turn = null;
    this.#released = true;
    this.mediaStreamTrack.stop();
    this.#stopped();
    return this;
  }

  /**
   * Opens the device, or another one, again. Publications and elements continue with it. Calls made while the
   * browser asks take precedence: after `stop()` the device is released at once, and of several restarts the last
   * one wins, even if an earlier one fails.
   * @param {MediaTrackConstraints} [constraints] by default, those of the last time
   * @returns {Promise<void>} rejected with the browser's DOMException
   */
  async restart(constraints = this.#constraints) {
    this.#constraints = constraints;
    this.#released = false;
    const turn = (this.#turn = {});
    const isOvertaken = () => this.#turn !== turn;
    // Some systems refuse two users of one camera at the same time.
    this.mediaStreamTrack.stop();
    this.#stopped();
    // Listeners for that event may have asked for another device, or for none.
    if (isOvertaken()) return;
    /** @type {MediaStreamTrack} */
    let track;
    try {
      [track] = await getUserMedia({ [this.kind]: constraints });
    } catch (error) {
      if (isOvertaken()) return;
      throw error;
    }
    if (isOvertaken()) {
      track.stop();
      return;
    }
    this.#turn = null;
    track.enabled = this.mediaStreamTrack.enabled;
    this.#isStopped = false;
    this.#watch(track);
    this._replace(track);
    this._emit('_replaced');
    this._emit('started');
  }

  /** Whether the browser, not the page, keeps a device from sending. */
  get _hasFallenSilent() {
    // A screen cannot be captured again without asking: the camera would be opened instead.
    if (this.#released || isScreen(this.mediaStreamTrack)) return false;
    return this.isMuted || (this.mediaStreamTrack.readyState === 'ended' && !this.#isStopped);
  }

  /**
   * @protected
   * @override
   * @param {HTMLMediaElement} element
   */
  _show(element) {
    // One's own voice would be an echo. For video the element stays as it is, because somebody else's voice may
    // follow.
    if (this.kind === 'audio') element.muted = true;
    super._show(element);
  }

  /** @param {MediaStreamTrack} track */
  #watch(track) {
    const isCurrent = () => this.mediaStreamTrack === track;
    // stop() does not cause "ended"; only the loss of a device does.
    track.addEventListener('ended', () => isCurrent() && this.#stopped());
    track.addEventListener('mute', () => isCurrent() && this._emit('muted'));
    track.addEventListener('unmute', () => isCurrent() && this._emit('unmuted'));
  }

  #stopped() {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this._emit('stopped');
  }
}

/**
 * Whether it shows a screen, a window, or something that its page has marked as text or detail, for which
 * each single picture matters more than motion.
 * @param {{ kind: string, mediaStreamTrack?: MediaStreamTrack }} track
 */
export function isDetailed({ kind, mediaStreamTrack }) {
  if (kind !== 'video' || !mediaStreamTrack) return false;
  const { contentHint } = mediaStreamTrack;
  if (contentHint) return contentHint !== 'motion';
  return isScreen(mediaStreamTrack);
}

/** @param {MediaStreamTrack} track */
function isScreen(track) {
  return 'displaySurface' in (track.getSettings?.() ?? {});
}
