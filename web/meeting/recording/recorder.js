/** @import { Tile } from '../stage/tile.js' */
import { MixedSound } from './mixed_sound.js';
import { Picture } from './picture.js';
import { RecordedFile, recordedType } from './recorded_file.js';

/** How often a part is handed over to be kept. */
const PART_MS = 1000;

const BITS_PER_SECOND = 3_000_000;

/** One recording of the call, from the composed picture and the mixed sound to a file. Tells `full`. */
export class Recorder extends EventTarget {
  #file;
  #picture;
  #sound = new MixedSound();
  #recorder;
  #sources;
  #timer;

  /**
   * @param {RecordedFile} file
   * @param {{ tiles: () => Tile[], sounds: () => MediaStreamTrack[] }} sources asked again and again
   */
  constructor(file, sources) {
    super();
    this.#file = file;
    this.#sources = sources;
    this.#picture = new Picture(sources.tiles);
    this.#sound.set(sources.sounds());
    const stream = new MediaStream([this.#picture.track, this.#sound.track]);
    this.#recorder = new MediaRecorder(stream, {
      mimeType: recordedType(),
      videoBitsPerSecond: BITS_PER_SECOND,
    });
    this.#recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size > 0) this.#file.write(data);
      if (this.#file.isFull) this.dispatchEvent(new Event('full'));
    });
    this.#timer = setInterval(() => this.#sound.set(this.#sources.sounds()), PART_MS);
    this.#recorder.start(PART_MS);
  }

  /** Ends it; the file is complete then. */
  async stop() {
    clearInterval(this.#timer);
    const ended = new Promise((resolve) => this.#recorder.addEventListener('stop', resolve, { once: true }));
    this.#recorder.stop();
    await ended;
    this.#picture.stop();
    await this.#sound.stop();
    await this.#file.finish(this.#recorder.mimeType);
  }
}
