/** @import { Piece } from './piece.js' */
/** @import { SharedFile } from './shared_file.js' */

/** @typedef {'offered' | 'arriving' | 'complete' | 'gone'} FileState */

/**
 * A file of somebody else's. Tells `change`.
 * - offered: it can be asked for;
 * - arriving: `received` of its bytes are here;
 * - complete: `blob` is the file;
 * - gone: whoever has it left.
 */
export class IncomingFile extends EventTarget {
  file;
  /** @type {FileState} */
  state = 'offered';
  received = 0;
  /** @type {Blob | null} */
  blob = null;
  /** @type {Uint8Array<ArrayBuffer>[]} */
  #pieces = [];
  #ask;

  /**
   * @param {SharedFile} file
   * @param {(offset: number) => void} ask for it from there on
   */
  constructor(file, ask) {
    super();
    this.file = file;
    this.#ask = ask;
  }

  /** Asks for it, or for what is still missing of it. */
  fetch() {
    if (this.state === 'complete' || this.state === 'gone') return;
    this.#become('arriving');
    if (this.received === this.file.size) this.#finish();
    else this.#ask(this.received);
  }

  /** Asks again where something was lost on the way. */
  resume() {
    if (this.state === 'arriving') this.#ask(this.received);
  }

  /** @param {Piece} piece */
  take({ offset, bytes }) {
    // Others' passes come by, too; only what comes next is of use.
    if (this.state !== 'arriving' || offset !== this.received) return;
    if (offset + bytes.length > this.file.size) return;
    this.#pieces.push(bytes);
    this.received += bytes.length;
    if (this.received === this.file.size) this.#finish();
    else this.dispatchEvent(new Event('change'));
  }

  /** Whoever has it left. */
  lose() {
    if (this.state === 'complete') return;
    this.#pieces = [];
    this.#become('gone');
  }

  #finish() {
    // Never of a type that a browser would run.
    this.blob = new Blob(this.#pieces, { type: 'application/octet-stream' });
    this.#pieces = [];
    this.#become('complete');
  }

  /** @param {FileState} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
