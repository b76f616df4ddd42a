/** @import { FromWorker, ToWorker } from './worker_messages.js' */
import { download } from '../../common/download.js';
import { FRAMES_PER_SECOND } from './picture.js';
import { isMp4 } from './worker_messages.js';

/** In the order of preference: what most programs can play comes first. */
const TYPES = ['video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus',
  'video/webm'];

/** @returns {string | undefined} what this browser can record; undefined: nothing */
export function recordedType() {
  if (!('MediaRecorder' in globalThis)) return undefined;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/** Says that a recording has a page that takes care of it. @param {string} name */
export const lockOf = (name) => `parley-recording/${name}`;

/**
 * A recording on its way to the person's disk. A worker keeps its parts, on the disk if the browser can,
 * where they outlive the page. Emits `tick` when it is time for a picture, `full` when there is no more
 * space, and `lost` if the worker is lost.
 */
export class RecordedFile extends EventTarget {
  name;
  #worker = new Worker(new URL(PARLEY_RECORDING_WORKER, import.meta.url), { type: 'module' });
  /** @type {FileSystemFileHandle | null} */
  #chosen = null;
  /** Until it is saved, or the page is gone. */
  #release = () => {};

  /** @param {string} name */
  constructor(name) {
    super();
    this.name = name;
    this.#worker.addEventListener('message', ({ data }) => {
      if (data.type === 'tick' || data.type === 'full') this.dispatchEvent(new Event(data.type));
      if (data.type === 'tick') this.#send({ type: 'drawn' });
    });
    this.#worker.addEventListener('error', () => this.dispatchEvent(new Event('lost')));
  }

  /**
   * Asks where to keep it, where the browser can ask; to be called by a click.
   * @returns {Promise<boolean>} false if the person has changed their mind
   */
  async choose() {
    const ask = Reflect.get(globalThis, 'showSaveFilePicker');
    if (typeof ask !== 'function') return true;
    try {
      this.#chosen = await ask({ suggestedName: this.name });
      return true;
    } catch (error) {
      // Not allowed here, as in a frame: then the browser saves it in the end.
      return !(error instanceof DOMException && error.name === 'AbortError');
    }
  }

  /** Begins to be kept. */
  async begin() {
    await this.#hold();
    await this.#ask({ type: 'begin', name: this.name, framesPerSecond: FRAMES_PER_SECOND }, 'begun');
  }

  /** Is what an earlier page has left behind. */
  async resume() {
    await this.#hold();
    await this.#ask({ type: 'resume', name: this.name }, 'begun');
  }

  /** @param {Blob} part */
  write(part) {
    this.#send({ type: 'part', part });
  }

  /**
   * Makes a film of the parts, with its length, in which one can wind, and saves it.
   * @returns {Promise<(() => void) | null>} saves it once more; null where the person chose the file
   */
  async finish() {
    const { file } = await this.#ask({ type: 'finish', to: this.#chosen }, 'finished');
    if (!file) {
      this.#end();
      return null;
    }
    const type = isMp4(this.name) ? 'video/mp4' : 'video/webm';
    const save = () => download(new Blob([file], { type }), this.name);
    save();
    // What was recorded is needed no longer; the film is, by the browser that saves it, so the lock stays.
    await this.#ask({ type: 'forget' }, 'forgotten');
    this.#worker.terminate();
    return save;
  }

  /** Throws it away. */
  async forget() {
    await this.#ask({ type: 'forget' }, 'forgotten');
    this.#end();
  }

  /** Ends before anything was kept. */
  close() {
    this.#end();
  }

  #end() {
    this.#worker.terminate();
    this.#release();
  }

  async #hold() {
    // Without locks it might be taken for one that nobody takes care of any more: none is offered then either.
    if (!navigator.locks) return;
    await new Promise((resolve, reject) => {
      navigator.locks.request(lockOf(this.name), { ifAvailable: true }, (lock) => {
        if (!lock) throw new Error('another page has this recording');
        resolve(null);
        return new Promise((release) => {
          this.#release = () => release(null);
        });
      }).catch(reject);
    });
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker.postMessage(message);
  }

  /**
   * @template {FromWorker['type']} Type
   * @param {ToWorker} message
   * @param {Type} type of the answer
   * @returns {Promise<Extract<FromWorker, { type: Type }>>}
   */
  #ask(message, type) {
    return new Promise((resolve, reject) => {
      const listening = new AbortController();
      const { signal } = listening;
      this.#worker.addEventListener('message', ({ data }) => {
        if (data.type !== type && data.type !== 'failed') return;
        listening.abort();
        if (data.type === type) resolve(data);
        else reject(new Error(data.message));
      }, { signal });
      this.#worker.addEventListener('error', ({ message }) => {
        listening.abort();
        reject(new Error(message));
      }, { signal });
      this.#send(message);
    });
  }
}
