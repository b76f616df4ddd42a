/** @import { Call } from '../../call.js' */
/** @import { Messages } from '../../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../../client-wasm/api/remote_participant.js' */
/** @import { SharedFile } from './shared_file.js' */
import { LocalDataTrack } from '../../../../client-wasm/api/index.js';
import { forEveryone } from '../../call.js';
import { IncomingFile } from './incoming_file.js';
import { OutgoingFile } from './outgoing_file.js';
import { readPiece } from './piece.js';
import { fileName } from './shared_file.js';

const TRACK = 'parley-files';

/** A piece that has not come for so long was lost. */
const PATIENCE_MS = 5000;

/**
 * Files from browser to browser. Who offers one keeps it; it travels when someone asks for it, and
 * goes on where it stopped when a connection was replaced.
 */
export class FileTransfer {
  #call;
  #messages;
  #track = new LocalDataTrack({ name: TRACK });
  /** @type {Map<number, OutgoingFile>} */
  #outgoing = new Map();
  /** By owner and number. @type {Map<string, IncomingFile>} */
  #incoming = new Map();
  #lastNumber = 0;

  /** @param {{ call: Call, messages: Messages }} page */
  constructor({ call, messages }) {
    this.#call = call;
    this.#messages = messages;
    call.carry(this.#track);
    messages.on('file-get', ({ number, offset }) => {
      this.#outgoing.get(Number(number))?.sendFrom(Number(offset)).catch((error) => {
        // Those who wait ask again.
        console.warn('Parley: a file could not be sent.', error);
      });
    });
    messages.addEventListener('reached', (event) => {
      this.#resume(/** @type {CustomEvent<RemoteParticipant>} */ (event).detail);
    });
    forEveryone(call, {
      came: (participant) => this.#listenTo(participant),
      went: (participant) => this.#forget(participant),
    });
    call.addEventListener('left', () => this.#outgoing.clear());
  }

  /**
   * Keeps a file for those who ask for it.
   * @param {File} file
   * @returns {SharedFile} what to tell them
   */
  offer(file) {
    const number = ++this.#lastNumber;
    const wire = {
      send: (/** @type {ArrayBuffer} */ data) => this.#track.send(data),
      whenDrained: () => this.#track.whenDrained(),
    };
    this.#outgoing.set(number, new OutgoingFile(number, file, wire));
    return { number, name: fileName(file.name), size: file.size };
  }

  /**
   * The file that someone offers.
   * @param {string} owner that participant's sid
   * @param {SharedFile} file
   */
  incoming(owner, file) {
    const key = `${owner} ${file.number}`;
    const known = this.#incoming.get(key);
    if (known) return known;
    const { number } = file;
    const incoming = new IncomingFile(file, (offset) => {
      this.#messages.send({ type: 'file-get', to: owner, number, offset });
    });
    if (!this.#call.room?.participants.has(owner)) incoming.lose();
    this.#incoming.set(key, incoming);
    this.#watch(incoming);
    return incoming;
  }

  /** @param {RemoteParticipant} participant */
  #listenTo(participant) {
    participant.on('trackMessage', (/** @type {unknown} */ data, /** @type {{ name: string }} */ { name }) => {
      const piece = name === TRACK ? readPiece(data) : null;
      if (piece) this.#incoming.get(`${participant.sid} ${piece.number}`)?.take(piece);
    });
  }

  /** @param {RemoteParticipant} participant */
  #of(participant) {
    return [...this.#incoming].filter(([key]) => key.startsWith(`${participant.sid} `));
  }

  /** @param {RemoteParticipant} participant */
  #resume(participant) {
    for (const [, incoming] of this.#of(participant)) incoming.resume();
  }

  /** @param {RemoteParticipant} participant */
  #forget(participant) {
    for (const [, incoming] of this.#of(participant)) incoming.lose();
  }

  /** Asks again for what does not arrive. @param {IncomingFile} incoming */
  #watch(incoming) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    incoming.addEventListener('change', () => {
      clearTimeout(timer);
      if (incoming.state === 'arriving') timer = setTimeout(ask, PATIENCE_MS);
    });
    function ask() {
      incoming.resume();
      timer = setTimeout(ask, PATIENCE_MS);
    }
  }
}
