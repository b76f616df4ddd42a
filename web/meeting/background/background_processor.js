/** @import { FromWorker, ToWorker } from './worker_messages.js' */
import { Pace } from './pace.js';

/** So wide is the picture that is shown until the worker is ready: nothing can be made out in it. */
const VEIL_WIDTH = 8;

/**
 * A VideoProcessor that blurs what is behind the person, or puts a picture there, in a worker. Until that is ready it
 * shows colours only. Emits "failed" if this browser cannot, and "slow" when it turns out to be slow.
 */
export class BackgroundProcessor extends EventTarget {
  #worker = new Worker(new URL(PARLEY_BACKGROUND_WORKER, import.meta.url));
  #pace = new Pace();
  #frames = 0;
  /** The model is loaded, and so is what is put behind the person. */
  #isReady = false;
  /** Counts what is put behind the person: a picture that was loaded too late is not used. */
  #turn = 0;
  #loaded = new Promise((resolve) => {
    this.addEventListener('loaded', resolve, { once: true });
  });
  #veil = document.createElement('canvas');
  /** @type {((picture: ImageBitmap | null) => void) | null} */
  #answer = null;

  constructor() {
    super();
    this.#worker.addEventListener('message', ({ data }) => this.#heed(data));
    this.#worker.addEventListener('error', ({ message }) => this.#fail(message));
    const files = Object.entries(PARLEY_SEGMENTATION_FILES)
      .map(([name, file]) => [name, new URL(file, import.meta.url).href]);
    this.#send({ type: 'load', files: Object.fromEntries(files) });
  }

  /**
   * What is put behind the person from now on.
   * @param {Promise<ImageBitmap | null>} picture null: what is there, blurred
   */
  async setBehind(picture) {
    const turn = ++this.#turn;
    const [loaded] = await Promise.all([picture, this.#loaded]);
    if (turn !== this.#turn) return;
    this.#send({ type: 'behind', picture: loaded }, loaded ? [loaded] : []);
    this.#isReady = true;
  }

  /**
   * @param {CanvasImageSource & ImageBitmapSource} input
   * @param {HTMLCanvasElement} output
   */
  async processFrame(input, output) {
    const context = output.getContext('2d');
    if (!context) return;
    if (!this.#isReady) {
      this.#drawVeil(context, input, output);
      return;
    }
    const begun = performance.now();
    const frame = await createImageBitmap(input);
    const picture = await this.#change(frame);
    if (!picture) return;
    context.drawImage(picture, 0, 0, output.width, output.height);
    picture.close();
    const wasTooSlow = this.#pace.isTooSlow;
    this.#pace.note(performance.now() - begun);
    if (this.#pace.isTooSlow && !wasTooSlow) this.dispatchEvent(new Event('slow'));
  }

  close() {
    this.#worker.terminate();
    this.#answer?.(null);
  }

  /** @param {ImageBitmap} frame @returns {Promise<ImageBitmap | null>} null after the end */
  #change(frame) {
    const looks = this.#frames++ % this.#pace.maskEvery === 0;
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#send({ type: 'frame', frame, looks }, [frame]);
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasImageSource} input
   * @param {HTMLCanvasElement} output
   */
  #drawVeil(context, input, { width, height }) {
    const small = { width: VEIL_WIDTH, height: Math.max(1, Math.round((VEIL_WIDTH * height) / width)) };
    Object.assign(this.#veil, small);
    this.#veil.getContext('2d')?.drawImage(input, 0, 0, small.width, small.height);
    context.drawImage(this.#veil, 0, 0, width, height);
  }

  /** @param {FromWorker} message */
  #heed(message) {
    if (message.type === 'ready') this.dispatchEvent(new Event('loaded'));
    else if (message.type === 'picture') this.#answer?.(message.picture);
    else this.#fail(message.message);
  }

  /** @param {string} message */
  #fail(message) {
    console.warn('Parley: the background cannot be changed.', message);
    this.#answer?.(null);
    this.dispatchEvent(new Event('failed'));
  }

  /** @param {ToWorker} message @param {Transferable[]} [transferred] */
  #send(message, transferred = []) {
    this.#worker.postMessage(message, transferred);
  }
}
