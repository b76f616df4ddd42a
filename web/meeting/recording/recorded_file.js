/** Where a recording goes to that the browser cannot write to the disk as it comes. */
const MOST_IN_MEMORY = 2_000_000_000;

/** In the order of preference: what most programs can play comes first. */
const TYPES = ['video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus',
  'video/webm'];

/** @returns {string | undefined} what this browser can record; undefined: nothing */
export function recordedType() {
  if (!('MediaRecorder' in globalThis)) return undefined;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/** A file on the person's disk: written as it grows where the browser can, else kept until the end. */
export class RecordedFile {
  #name;
  /** @type {FileSystemWritableFileStream | null} */
  #stream = null;
  /** @type {Blob[]} */
  #parts = [];
  /** One after the other. @type {Promise<void>} */
  #writing = Promise.resolve();
  size = 0;

  /** @param {string} name */
  constructor(name) {
    this.#name = name;
  }

  /**
   * Asks where to keep it, where the browser can ask; to be called by a click.
   * @returns {Promise<boolean>} false where the person has thought better of it
   */
  async choose() {
    const ask = Reflect.get(globalThis, 'showSaveFilePicker');
    if (typeof ask !== 'function') return true;
    try {
      const handle = await ask({ suggestedName: this.#name });
      this.#stream = await handle.createWritable();
      return true;
    } catch (error) {
      // Not allowed here, as in a frame: then it is kept in memory.
      return !(error instanceof DOMException && error.name === 'AbortError');
    }
  }

  /** Whether no more of it can be kept. */
  get isFull() {
    return this.#stream === null && this.size > MOST_IN_MEMORY;
  }

  /** @param {Blob} part */
  write(part) {
    this.size += part.size;
    const stream = this.#stream;
    if (stream) this.#writing = this.#writing.then(() => stream.write(part));
    else this.#parts.push(part);
  }

  /** @param {string} type */
  async finish(type) {
    if (this.#stream) {
      await this.#writing;
      await this.#stream.close();
      return;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(this.#parts, { type }));
    link.download = this.#name;
    link.click();
    // The browser has its own hold on it once it has begun to save.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
