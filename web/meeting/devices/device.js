/** @import { MediaProblem } from '../../../client-wasm/platform/media_devices.js' */
/** @import { LocalMediaTrack } from '../../../client-wasm/api/local_media_track.js' */
import {
  classifyMediaError,
  createLocalAudioTrack,
  createLocalVideoTrack,
} from '../../../client-wasm/api/index.js';
import { changeSettings } from '../../common/settings.js';
import { askForFirst, chosenId, isStandIn, NAMES } from './chosen_device.js';

/**
 * The microphone or the camera, with its switch. Emits "change" after every change, and "replaced" if
 * another device took over by itself, because one was unplugged or the chosen one is back. Emits "track" when the
 * browser has granted one, before anyone is sent what it captures.
 */
export class Device extends EventTarget {
  /** @type {LocalMediaTrack | null} null until there is one */
  track = null;
  /** @type {MediaProblem | null} why there is none */
  problem = null;
  /** Another device is used, because the chosen one is not connected. */
  isStandIn = false;
  #wanted = true;
  /** The call is over, so the device is released whenever it is off. */
  #isReleased = false;
  /** The browser is being asked for one, at first by startDevices(). */
  #isAsking = true;
  /** Another one was chosen than the one there is, or that the browser was asked for. */
  #isStale = false;

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

  /** Whether it is on, but the system or a switch on the device keeps it silent or dark. */
  get isMutedBySystem() {
    return this.isOn && this.track?.isMuted === true;
  }

  /** The browser's name for the one in use; '' where there is none. */
  get label() {
    return this.track?.mediaStreamTrack.label ?? '';
  }

  /** The id of the one in use, or that will be once it is switched on; '' where that is not known. */
  get deviceId() {
    const inUse = this.#idInUse;
    return this.#isStale || this.#isAsking || inUse === '' ? chosenId(this.kind) || inUse : inUse;
  }

  get #idInUse() {
    return this.track?.mediaStreamTrack.getSettings().deviceId ?? '';
  }

  /** @param {LocalMediaTrack} track that the browser has granted */
  start(track) {
    this.#isAsking = false;
    this.problem = null;
    this.#use(track);
    this.isStandIn = isStandIn(track.mediaStreamTrack);
    this.dispatchEvent(new Event('track'));
    this.#apply();
  }

  /** It is off to begin with, so the person is not asked. */
  startOff() {
    this.#isAsking = false;
    this.#changed();
  }

  /** Asks for it alone. */
  async startAlone() {
    this.#isAsking = false;
    await this.#ask();
  }

  /** @param {MediaProblem} problem */
  fail(problem) {
    this.#isAsking = false;
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
    if (on) this.#isReleased = false;
    this.#apply();
  }

  /** Switches it off and releases it, so that nothing shows or hears the person any more. */
  release() {
    this.#isReleased = true;
    this.problem = null;
    this.setWanted(false);
  }

  /**
   * Uses another device, now and in the future.
   * @param {string} deviceId '' for whichever the system prefers
   */
  choose(deviceId) {
    changeSettings({ [NAMES[this.kind]]: deviceId || undefined });
    // While the browser is asked for another one, that is not there any more either.
    this.#isStale = this.#isAsking || deviceId !== this.#idInUse;
    if (this.#isStale && (this.isOn || this.problem !== null)) this.#ask();
    else if (!this.#isStale) this.isStandIn = false;
    this.#changed();
  }

  /** Asks the browser for the same device anew, because other constraints hold now. */
  renew() {
    this.#isStale = true;
    if (this.isOn || this.problem !== null) this.#ask();
    this.#changed();
  }

  /** Makes the chosen device replace its stand-in as soon as it is back. @param {string[]} deviceIds that are there */
  async noteConnected(deviceIds) {
    if (!this.isStandIn || this.#isAsking || !deviceIds.includes(chosenId(this.kind))) return;
    this.#isStale = true;
    if (this.isOn) return this.#replace();
    this.isStandIn = false;
    this.#changed();
  }

  #apply() {
    if (this.#wanted) {
      if (!this.track || this.track.isStopped || this.#isStale) this.#ask();
      else this.track.enable();
    } else {
      this.track?.disable();
      // Only then does the camera's light go out. A microphone has none, and is wanted back at once while one talks.
      if (this.kind === 'video' || this.#isReleased) this.track?.stop();
    }
    this.#changed();
  }

  /** Once at a time: who chooses another one, or switches it off, meanwhile is heard when the answer is there. */
  async #ask() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.problem = null;
    do {
      this.#isStale = false;
      this.problem = await this.#take();
    } while (this.#isStale && this.#wanted);
    this.#isAsking = false;
    // A missing device is no problem if it is no longer wanted.
    if (!this.#wanted) this.problem = null;
    if (this.problem === null) this.#apply();
    else this.fail(this.problem);
  }

  /** The chosen one, or else the one that was there, or else any. @returns {Promise<MediaProblem | null>} */
  async #take() {
    try {
      await askForFirst(this.kind, [chosenId(this.kind), this.#idInUse], async (constraints) => {
        if (this.track) await this.track.restart(constraints);
        else this.#use(await create(this.kind, { name: NAMES[this.kind], ...constraints }));
      });
    } catch (error) {
      return classifyMediaError(error);
    }
    this.isStandIn = this.track !== null && isStandIn(this.track.mediaStreamTrack);
    this.dispatchEvent(new Event('track'));
    return null;
  }

  /** @param {LocalMediaTrack} track */
  #use(track) {
    this.track = track;
    track.on('stopped', () => {
      // Stopped while it should run: the device was pulled out, or the permission withdrawn.
      if (this.#wanted && !this.#isAsking) this.#replace();
    });
    for (const event of /** @type {const} */ (['muted', 'unmuted'])) track.on(event, () => this.#changed());
  }

  async #replace() {
    const before = this.label;
    await this.#ask();
    if (this.problem === null) this.dispatchEvent(new CustomEvent('replaced', { detail: before }));
    // Of a device that has just gone browsers say one thing or the other.
    else if (this.problem !== 'denied') this.fail('missing');
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
