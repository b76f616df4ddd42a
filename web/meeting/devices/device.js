/** @import { MediaProblem } from '../../../client-wasm/platform/media_devices.js' */
/** @import { LocalMediaTrack } from '../../../client-wasm/api/local_media_track.js' */
import {
  classifyMediaError,
  createLocalAudioTrack,
  createLocalVideoTrack,
} from '../../../client-wasm/api/index.js';
import { changeSettings, settings } from '../../common/settings.js';

/**
 * What to ask the browser for: the device that was chosen, if it is there. A mesh sends the picture
 * to everyone anew: large ones cost more than they show.
 */
export function wanted() {
  const { microphone, camera } = settings();
  return {
    audio: { name: 'microphone', echoCancellation: true, noiseSuppression: true, ...preferring(microphone) },
    video: {
      name: 'camera',
      width: { ideal: 960 },
      height: { ideal: 540 },
      frameRate: { max: 30 },
      ...preferring(camera),
    },
  };
}

/** @param {string} [deviceId] @returns {MediaTrackConstraints} */
const preferring = (deviceId) => (deviceId ? { deviceId: { ideal: deviceId } } : {});

/**
 * The microphone or the camera, as its switch has it. Tells "change" after every change, and
 * "replaced" where another device took over from one that has gone.
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

  /** The browser's name for the one in use; '' where there is none. */
  get label() {
    return this.track?.mediaStreamTrack.label ?? '';
  }

  /** The id of the one in use; '' where there is none. */
  get deviceId() {
    return this.track?.mediaStreamTrack.getSettings().deviceId ?? '';
  }

  /** @param {LocalMediaTrack} track that the browser has granted */
  start(track) {
    this.#asking = false;
    this.problem = null;
    this.track = track;
    track.on('stopped', () => {
      // Stopped while it should run: the device was pulled out, or the permission withdrawn.
      if (this.#wanted && !this.#asking) this.#fallBack();
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
    this.setWanted(!this.isWanted);
  }

  /** @param {boolean} on */
  setWanted(on) {
    this.#wanted = on;
    this.#apply();
  }

  /**
   * Takes another one, now and in times to come.
   * @param {string} deviceId '' for whichever the system prefers
   */
  async choose(deviceId) {
    changeSettings({ [this.kind === 'audio' ? 'microphone' : 'camera']: deviceId || undefined });
    if (this.isOn || this.problem !== null) await this.#ask(deviceId);
    else this.#stale = true;
  }

  /** Another one was chosen while it was off. */
  #stale = false;

  #apply() {
    if (this.#wanted) {
      if (!this.track || this.track.isStopped || this.#stale) this.#ask();
      else this.track.enable();
    } else {
      this.track?.disable();
      // Only then does the camera's light go out. A microphone has none, and is wanted back at once.
      if (this.kind === 'video') this.track?.stop();
    }
    this.#changed();
  }

  /** @param {string} [deviceId] exactly that one */
  async #ask(deviceId) {
    if (this.#asking) return;
    this.#asking = true;
    this.#stale = false;
    this.problem = null;
    try {
      const { name, ...constraints } = wanted()[this.kind];
      if (deviceId) Object.assign(constraints, { deviceId: { exact: deviceId } });
      if (this.track) await this.track.restart(constraints);
      const track = this.track ?? (await create(this.kind, { name, ...constraints }));
      this.#asking = false;
      // Switched off again meanwhile, perhaps.
      if (this.track) this.#apply();
      else this.start(track);
    } catch (error) {
      this.fail(classifyMediaError(error));
    }
  }

  async #fallBack() {
    const before = this.label;
    await this.#ask();
    if (this.problem !== null) this.fail('missing');
    else this.dispatchEvent(new CustomEvent('replaced', { detail: before }));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * @param {'audio' | 'video'} kind
 * @param {MediaTrackConstraints & { name: string }} constraints
 */
function create(kind, constraints) {
  return kind === 'audio' ? createLocalAudioTrack(constraints) : createLocalVideoTrack(constraints);
}
