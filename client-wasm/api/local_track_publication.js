/** @import { TrackKind, TrackPriority } from '../bindings/client.js' */
/** @import { LocalTrack } from './local_participant.js' */
import { EventEmitter } from './event_emitter.js';
import { toPlain } from './json.js';

/**
 * The actions in the room that a publication needs.
 * @typedef {object} PublicationActions
 * @property {() => void} unpublish
 * @property {(priority: TrackPriority) => void} setPriority
 */

/**
 * `largestHeightChanged` is Parley's own; the last two never occur.
 * @typedef {{ trackEnabled: [], trackDisabled: [], largestHeightChanged: [height: number],
 *   warning: [name: string], warningsCleared: [] }}
 *   LocalTrackPublicationEvents
 */

const PRIORITIES = ['low', 'standard', 'high'];

/**
 * A local track that is published in a room.
 * @template {LocalTrack} [Track=LocalTrack]
 * @extends {EventEmitter<LocalTrackPublicationEvents>}
 */
export class LocalTrackPublication extends EventEmitter {
  /**
   * The lines of the largest picture that any of the others is sent, 0 for as many as there are: a camera need
   * not capture more. Parley's own.
   */
  largestHeight = 0;
  #actions;
  #priority;

  /**
   * @param {string} trackSid
   * @param {Track} track
   * @param {TrackPriority} priority
   * @param {PublicationActions} actions
   */
  constructor(trackSid, track, priority, actions) {
    super();
    this.trackSid = trackSid;
    this.track = track;
    this.kind = /** @type {TrackKind} */ (track.kind);
    this.trackName = track.name;
    this.#priority = priority;
    this.#actions = actions;
  }

  get isTrackEnabled() {
    return this.track.isEnabled;
  }

  get priority() {
    return this.#priority;
  }

  /**
   * Tells the others how much the track matters.
   * @param {TrackPriority} priority
   * @returns {this}
   * @throws {RangeError} for anything else
   */
  setPriority(priority) {
    this.#priority = checkedPriority(priority);
    this.#actions.setPriority(priority);
    return this;
  }

  /** @returns {this} */
  unpublish() {
    this.#actions.unpublish();
    return this;
  }

  /** @param {number} height */
  _setLargestHeight(height) {
    this.largestHeight = height;
    this.emit('largestHeightChanged', height);
  }

  toJSON() {
    return toPlain(this, ['kind', 'trackName', 'trackSid', 'isTrackEnabled', 'priority']);
  }
}

/**
 * @param {TrackPriority} priority
 * @returns {TrackPriority}
 */
export function checkedPriority(priority) {
  if (PRIORITIES.includes(priority)) return priority;
  throw new RangeError(`priority must be one of ${PRIORITIES.join(', ')}`);
}
