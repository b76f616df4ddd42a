/** @import { Tile } from '../stage/tile.js' */
/** @import { RecordedFile } from './recorded_file.js' */
import { MixedSound } from './mixed_sound.js';
import { FRAMES_PER_SECOND, Picture } from './picture.js';
import { recordedType } from './recorded_file.js';

/** How often a part is handed over to be kept, and the sound is asked for anew. */
const PART_MS = 1000;

const BITS_PER_SECOND = 3_000_000;

/** One recording of the call, from the composed picture and the mixed sound to a file. Tells `broken`. */
export class Recorder extends EventTarget {
  #file;
  #picture;
  #sound = new MixedSound();
  #recorder;
  #sources;
  #ticks = 0;
  #tick = () => this.#next();

  /**
   * @param {RecordedFile} file whose ticks it follows
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
    });
    this.#recorder.addEventListener('error', () => this.dispatchEvent(new Event('broken')));
    file.addEventListener('tick', this.#tick);
    this.#recorder.start(PART_MS);
  }

  /**
   * Ends it; the file is complete then.
   * @returns {Promise<(() => void) | null>} saves it once more; null where the person chose the file
   */
  async stop() {
    this.#file.removeEventListener('tick', this.#tick);
    // The browser itself has ended one that failed.
    if (this.#recorder.state !== 'inactive') {
      const ended = new Promise((resolve) => this.#recorder.addEventListener('stop', resolve, { once: true }));
      this.#recorder.stop();
      await ended;
    }
    this.#picture.stop();
    await this.#sound.stop();
    return this.#file.finish();
  }

  #next() {
    this.#picture.draw();
    this.#ticks += 1;
    if (this.#ticks % (FRAMES_PER_SECOND * PART_MS / 1000) === 0) this.#sound.set(this.#sources.sounds());
  }
}
