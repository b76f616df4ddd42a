/** What counts as a voice: the root mean square of the samples, from 0 to 1. */
export const VOICE = 0.02;

/** @type {AudioContext | null} */
let context = null;

/** Browsers let it run only after the person has done something on the page. */
function createContext() {
  const created = new AudioContext();
  for (const event of ['pointerdown', 'keydown']) {
    addEventListener(event, () => {
      if (created.state === 'suspended') created.resume().catch(() => {});
    });
  }
  return created;
}

/** The loudness of one track. */
export class Meter {
  #source;
  #analyser;
  #samples;

  /** @param {MediaStreamTrack} track */
  constructor(track) {
    context ??= createContext();
    this.#analyser = new AnalyserNode(context, { fftSize: 512 });
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source = context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
  }

  /** The root mean square at this moment, from 0 to 1. */
  get level() {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    return Math.sqrt(sum / this.#samples.length);
  }

  stop() {
    this.#source.disconnect();
  }
}
