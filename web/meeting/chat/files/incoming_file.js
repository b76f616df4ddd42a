/** @import { Piece } from './piece.js' */
/** @import { SharedFile } from './shared_file.js' */
import { CHAT_LIMITS } from '../limits.js';
import { FileDigest } from './file_digest.js';

/** @typedef {'offered' | 'arriving' | 'complete' | 'stalled' | 'unreadable' | 'altered' | 'gone'} FileState */

/**
 * A file of somebody else's. Tells `change`.
 * - offered: it can be asked for;
 * - arriving: `received` of its bytes are here;
 * - complete: `blob` is the file;
 * - stalled: it was requested repeatedly, and nothing more arrives;
 * - unreadable: its owner can no longer read it;
 * - altered: what has come is not what was offered;
 * - gone: its owner has left, or no longer has it.
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
  #digest = new FileDigest();
  #ask;
  #stop;

  /**
   * @param {SharedFile} file
   * @param {{ ask: (offset: number) => void, stop: () => void }} owner `ask`: for it from there on
   */
  constructor(file, { ask, stop }) {
    super();
    this.file = file;
    this.#ask = ask;
    this.#stop = stop;
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
    if (this.state === 'arriving' || this.state === 'stalled') this.fetch();
  }

  /** Cancels the request. */
  cancel() {
    if (this.state !== 'arriving' && this.state !== 'stalled') return;
    this.#stop();
    this.#giveUp('offered');
  }

  /** Does not ask any more, for the time being. */
  stall() {
    if (this.state !== 'arriving') return;
    this.#stop();
    this.#become('stalled');
  }

  /** @param {Piece} piece */
  take({ offset, bytes }) {
    // Others' passes come by, too; only what comes next is of use.
    if (this.state !== 'arriving' || offset !== this.received) return;
    if (bytes.length !== Math.min(CHAT_LIMITS.pieceBytes, this.file.size - offset)) return;
    this.#pieces.push(bytes);
    this.#digest.add(bytes);
    this.received += bytes.length;
    if (this.received === this.file.size) this.#finish();
    else this.dispatchEvent(new Event('change'));
  }

  /** The owner says that it is not available. @param {'unreadable' | 'gone'} reason */
  refuse(reason) {
    if (this.state === 'arriving' || this.state === 'stalled') this.#giveUp(reason);
  }

  /** The owner has left. */
  lose() {
    const isHere = this.state === 'complete' || (this.state === 'arriving' && this.received === this.file.size);
    if (!isHere) this.#giveUp('gone');
  }

  /** The owner is present after all. */
  find() {
    if (this.state === 'gone') this.#become('offered');
  }

  async #finish() {
    const digest = this.#digest;
    const value = await digest.value();
    // It was given up meanwhile.
    if (digest !== this.#digest || this.state !== 'arriving') return;
    if (value !== this.file.digest) {
      this.#giveUp('altered');
      return;
    }
    // Never of a type that a browser would run.
    this.blob = new Blob(this.#pieces, { type: 'application/octet-stream' });
    this.#pieces = [];
    this.#become('complete');
  }

  /** @param {FileState} state */
  #giveUp(state) {
    this.#pieces = [];
    this.#digest = new FileDigest();
    this.received = 0;
    this.#become(state);
  }

  /** @param {FileState} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
