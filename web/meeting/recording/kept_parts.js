import { UNSAVED } from './worker_messages.js';

/** If the browser stores no files for the site, as in some private windows: half of a tab's memory limit. */
const MOST_IN_MEMORY = 1_000_000_000;

/** What workers have beside the page's FileSystemFileHandle. */
/** @typedef {{ write(bytes: Uint8Array, options: { at: number }): number, close(): void, truncate(size: number): void }} SyncAccess */

/**
 * @param {FileSystemFileHandle} handle
 * @returns {Promise<SyncAccess>}
 */
export async function openSync(handle) {
  const open = Reflect.get(handle, 'createSyncAccessHandle');
  if (typeof open !== 'function') throw new Error('this browser writes no files in place');
  return open.call(handle);
}

/**
 * The folder for recordings of this site, which no other has and the person does not see.
 * @param {string} name
 */
export async function folder(name) {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
}

/** The parts of a recording, on the disk: they are still there when the page is lost. */
class PartsOnDisk {
  #folder;
  #handle;
  /** @type {SyncAccess | null} */
  #access;
  #most;
  #size = 0;

  /**
   * @param {FileSystemDirectoryHandle} folder
   * @param {FileSystemFileHandle} handle
   * @param {SyncAccess | null} access null: there are no more to come
   * @param {number} most bytes
   */
  constructor(folder, handle, access, most) {
    this.#folder = folder;
    this.#handle = handle;
    this.#access = access;
    this.#most = most;
  }

  /** @param {string} name */
  static async begin(name) {
    const place = await folder(UNSAVED);
    const handle = await place.getFileHandle(name, { create: true });
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    // It is written a second time in the end.
    return new PartsOnDisk(place, handle, await openSync(handle), (quota - usage) / 2);
  }

  /** @param {string} name */
  static async resume(name) {
    const place = await folder(UNSAVED);
    return new PartsOnDisk(place, await place.getFileHandle(name), null, 0);
  }

  /** @param {Blob} part @returns {Promise<boolean>} false where there is no room for it */
  async write(part) {
    if (!this.#access || this.#size + part.size > this.#most) return false;
    const bytes = new Uint8Array(await part.arrayBuffer());
    try {
      const written = this.#access.write(bytes, { at: this.#size });
      this.#size += written;
      return written === bytes.byteLength;
    } catch {
      // The disk is full; the parts so far are a video without its end.
      return false;
    }
  }

  /** @returns {Promise<Blob>} all of them */
  async all() {
    this.#access?.close();
    this.#access = null;
    return this.#handle.getFile();
  }

  async remove() {
    this.#access?.close();
    await this.#folder.removeEntry(this.#handle.name);
  }
}

/** The parts of a recording, in memory. */
class PartsInMemory {
  /** @type {Blob[]} */
  #parts = [];
  #size = 0;

  /** @param {Blob} part @returns {Promise<boolean>} */
  async write(part) {
    if (this.#size + part.size > MOST_IN_MEMORY) return false;
    this.#size += part.size;
    this.#parts.push(part);
    return true;
  }

  /** @returns {Promise<Blob>} */
  async all() {
    return new Blob(this.#parts);
  }

  async remove() {
    this.#parts = [];
  }
}

/** @typedef {PartsOnDisk | PartsInMemory} Parts */

/**
 * @param {string} name of the recording
 * @returns {Promise<Parts>} on the disk where the browser can
 */
export async function beginParts(name) {
  try {
    return await PartsOnDisk.begin(name);
  } catch {
    return new PartsInMemory();
  }
}

/**
 * Those that an earlier page has left behind.
 * @param {string} name
 * @returns {Promise<Parts>}
 */
export const resumeParts = (name) => PartsOnDisk.resume(name);
