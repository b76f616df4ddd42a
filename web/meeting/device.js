/** @import { MediaProblem } from '../../client-wasm/platform/media_devices.js' */
/** @import { LocalMediaTrack } from '../../client-wasm/api/local_media_track.js' */
import {
  classifyMediaError,
  createLocalAudioTrack,
  createLocalVideoTrack,
} from '../../client-wasm/api/index.js';

/** A mesh sends the picture to everyone anew: large ones cost more than they show. */
export const WANTED = {
  audio: { name: 'microphone', echoCancellation: true, noiseSuppression: true },
  video: { name: 'camera', width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { max: 30 } },
};

/**
 * The microphone or the camera, as its switch has it. "change" is told after every change.
 */
export class Device extends EventTarget {
  /** @type {LocalMediaTrack | null} null until there is one */
  track = null;
  /** @type {MediaProblem | null} why there is none */
  problem = null;
  #wanted = true;
  #asking = true;

  /** @param {'audio' | 'video'} kind */
  constructor(kind) {
    super();
    this.kind = kind;
  }

  /** How the switch stands: on as well while the browser still asks for permission. */
  get isWanted() {
    return this.#wanted && this.problem === null;
  }

  /** Whether it sends. */
  get isOn() {
    return this.#wanted && this.track !== null && !this.track.isStopped;
  }

  /** @param {LocalMediaTrack} track that the browser has granted */
  start(track) {
    this.#asking = false;
    this.problem = null;
    this.track = track;
    track.on('stopped', () => {
      // Stopped while it should run: the device was pulled out, or the permission withdrawn.
      if (this.#wanted && !this.#asking) this.fail('missing');
    });
    this.#apply();
  }

  /** @param {MediaProblem} problem */
  fail(problem) {
    this.#asking = false;
    this.problem = problem;
    // The others would otherwise look at the last picture.
    this.track?.disable();
    this.#changed();
  }

  /** Switches it on or off; after a failure, tries again. */
  toggle() {
    this.#wanted = !this.isWanted;
    this.#apply();
  }

  #apply() {
    if (this.#wanted) {
      if (!this.track || this.track.isStopped) this.#ask();
      else this.track.enable();
    } else {
      this.track?.disable();
      // Only then does the camera's light go out. A microphone has none, and is wanted back at once.
      if (this.kind === 'video') this.track?.stop();
    }
    this.#changed();
  }

  async #ask() {
    if (this.#asking) return;
    this.#asking = true;
    this.problem = null;
    try {
      if (this.track) await this.track.restart();
      const track = this.track ?? (await create(this.kind));
      this.#asking = false;
      // Switched off again meanwhile, perhaps.
      if (this.track) this.#apply();
      else this.start(track);
    } catch (error) {
      this.fail(classifyMediaError(error));
    }
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** @param {'audio' | 'video'} kind */
function create(kind) {
  return kind === 'audio' ? createLocalAudioTrack(WANTED.audio) : createLocalVideoTrack(WANTED.video);
}
