/** @import { Call } from '../../call.js' */
/** @import { Messages } from '../../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../../client-wasm/api/remote_participant.js' */
/** @import { Authors } from '../authors.js' */
/** @import { SharedFile } from './shared_file.js' */
import { LocalDataTrack } from '../../../../client-wasm/api/index.js';
import { withEach } from '../../../common/each.js';
import { forEveryone } from '../../call.js';
import { readWhole } from '../../messaging/read.js';
import { CHAT_LIMITS } from '../limits.js';
import { digestOf } from './file_digest.js';
import { IncomingFile } from './incoming_file.js';
import { OutgoingFile } from './outgoing_file.js';
import { askAgain } from './patience.js';
import { readPiece } from './piece.js';
import { UnreadableFile } from './readable.js';
import { fileName, readFileNumber } from './shared_file.js';

const TRACK = 'parley-files';

/**
 * Files from browser to browser. The owner of a file keeps it. It is sent when someone asks for it
 * (`file-get`), until they cancel (`file-stop`) or it is not available (`file-refused`), and resumes
 * where it stopped after a connection was replaced. Tells `unreadable`
 * with a file of one's own as `detail` that others ask for in vain.
 */
export class FileTransfer extends EventTarget {
  #messages;
  #authors;
  #track = new LocalDataTrack({ name: TRACK });
  /** @type {Map<number, OutgoingFile>} */
  #outgoing = new Map();
  /** By author and number. @type {Map<string, IncomingFile>} */
  #incoming = new Map();
  #lastNumber = 0;

  /** @param {{ call: Call, messages: Messages, authors: Authors }} page */
  constructor({ call, messages, authors }) {
    super();
    this.#messages = messages;
    this.#authors = authors;
    call.carry(this.#track);
    messages.on('file-get', ({ number, offset }, { sid }) => {
      this.#serve(sid, readFileNumber(number), readWhole(offset, 0, CHAT_LIMITS.fileBytes));
    });
    messages.on('file-stop', ({ number }, { sid }) => this.#outgoing.get(readFileNumber(number) ?? 0)?.forget(sid));
    messages.on('file-refused', ({ number, reason }, { sid }) => {
      this.#incomingFrom(sid, readFileNumber(number))?.refuse(reason === 'unreadable' ? reason : 'gone');
    });
    messages.addEventListener('reached', (event) => {
      const { sid } = /** @type {CustomEvent<RemoteParticipant>} */ (event).detail;
      withEach(this.#of(authors.of(sid)), (incoming) => incoming.resume());
    });
    forEveryone(call, {
      came: (participant) => this.#listenTo(participant),
      went: ({ sid }) => withEach(this.#outgoing.values(), (file) => file.forget(sid)),
    });
    call.addEventListener('left', () => {
      this.#outgoing.clear();
      this.#incoming.clear();
    });
  }

  /**
   * Keeps a file for those who ask for it.
   * @param {File} file
   * @returns {Promise<SharedFile>} what to tell them
   * @throws {UnreadableFile}
   */
  async offer(file) {
    const digest = await digestOf(file);
    const number = ++this.#lastNumber;
    const wire = {
      send: (/** @type {ArrayBuffer} */ data) => this.#track.send(data),
      whenDrained: () => this.#track.whenDrained(),
    };
    this.#outgoing.set(number, new OutgoingFile(number, file, wire));
    return { number, name: fileName(file.name), size: file.size, digest };
  }

  /**
   * The file that someone offers.
   * @param {string} author
   * @param {SharedFile} file
   */
  incoming(author, file) {
    const { number } = file;
    const key = `${author} ${number}`;
    const known = this.#incoming.get(key);
    if (known) return known;
    const tell = (/** @type {string} */ type, /** @type {Record<string, unknown>} */ fields = {}) => {
      const to = this.#authors.sidOf(author);
      if (to) this.#messages.send({ type, to, number, ...fields });
    };
    const incoming = new IncomingFile(file, {
      ask: (offset) => tell('file-get', { offset }),
      stop: () => tell('file-stop'),
    });
    if (!this.#authors.sidOf(author)) incoming.lose();
    this.#incoming.set(key, incoming);
    askAgain(incoming);
    return incoming;
  }

  /** The line of that file is gone from the chat. @param {string} author @param {SharedFile} file */
  forget(author, { number }) {
    const key = `${author} ${number}`;
    this.#incoming.get(key)?.cancel();
    this.#incoming.delete(key);
  }

  /** It is known who that is: their files can be had. @param {string} author */
  found(author) {
    withEach(this.#of(author), (incoming) => incoming.find());
  }

  /** @param {string} author who has left */
  lose(author) {
    withEach(this.#of(author), (incoming) => incoming.lose());
  }

  /**
   * @param {string} asker
   * @param {number | null} number
   * @param {number | null} offset
   */
  async #serve(asker, number, offset) {
    if (number === null) return;
    const outgoing = this.#outgoing.get(number);
    if (!outgoing || offset === null || !outgoing.hasPieceAt(offset)) {
      this.#messages.send({ type: 'file-refused', to: asker, number, reason: 'gone' });
      return;
    }
    try {
      await outgoing.sendTo(asker, offset);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) {
        // Those who wait ask again.
        console.warn('Parley: a file could not be sent.', error);
        return;
      }
      // To everyone: one pass may have been for several.
      this.#messages.send({ type: 'file-refused', number, reason: 'unreadable' });
      this.dispatchEvent(new CustomEvent('unreadable', { detail: outgoing.file }));
    }
  }

  /** @param {RemoteParticipant} participant */
  #listenTo(participant) {
    participant.on('trackMessage', (/** @type {unknown} */ data, /** @type {{ name: string }} */ { name }) => {
      const piece = name === TRACK ? readPiece(data) : null;
      if (piece) this.#incomingFrom(participant.sid, piece.number)?.take(piece);
    });
  }

  /** @param {string} sid @param {number | null} number */
  #incomingFrom(sid, number) {
    return this.#incoming.get(`${this.#authors.of(sid)} ${number}`);
  }

  /** @param {string} author */
  #of(author) {
    return [...this.#incoming].filter(([key]) => key.startsWith(`${author} `)).map(([, incoming]) => incoming);
  }
}
