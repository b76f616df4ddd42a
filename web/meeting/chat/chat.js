/** @import { Call } from '../call.js' */
/** @import { Messages } from '../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Entry } from './chat_log.js' */
/** @import { IncomingFile } from './files/incoming_file.js' */
import { ChatLog, readEntry, readKnown } from './chat_log.js';
import { cleanText } from './chat_text.js';
import { FileTransfer } from './files/file_transfer.js';
import { LARGEST_FILE } from './files/shared_file.js';

/** Characters of entries in one message of handing over. */
const BATCH = 48 * 1024;

/**
 * What is said in writing. Nothing of it touches the server: it goes from page to page, and whoever
 * comes later, or has lost something, is handed what is missing by those who are there. Events:
 * `said` with an entry as `detail`, `caughtUp` where others were added before the last, `cleared`.
 */
export class Chat extends EventTarget {
  #call;
  #messages;
  #log = new ChatLog();
  #files;
  /** Oneself as an author, for as long as the page is open. */
  #author = crypto.randomUUID();
  #lastNumber = 0;
  /** Whose files are whose. @type {Map<string, string>} sid by author */
  #sids = new Map();

  /** @param {{ call: Call, messages: Messages }} page */
  constructor({ call, messages }) {
    super();
    this.#call = call;
    this.#messages = messages;
    this.#files = new FileTransfer({ call, messages });
    messages.on('chat', ({ entry }, from) => this.#hear(entry, from));
    messages.on('chat-known', ({ known, author }, from) => {
      if (typeof author === 'string') this.#sids.set(author, from.sid);
      this.#handOver(readKnown(known), from);
    });
    messages.on('chat-missing', ({ entries }) => this.#catchUp(entries));
    messages.addEventListener('reached', (event) => {
      const { detail } = /** @type {CustomEvent<RemoteParticipant>} */ (event);
      messages.send({ type: 'chat-known', to: detail.sid, known: this.#log.known, author: this.#author });
    });
    call.addEventListener('left', () => {
      this.#log.clear();
      this.#sids.clear();
      this.dispatchEvent(new Event('cleared'));
    });
  }

  get entries() {
    return this.#log.entries;
  }

  /** @param {Entry} entry */
  isMine(entry) {
    return entry.author === this.#author;
  }

  /**
   * @param {string} text
   * @returns {boolean} false where there is nothing to say
   */
  say(text) {
    const clean = cleanText(text);
    if (clean) this.#tell({ text: clean });
    return clean !== '';
  }

  /**
   * Offers a file to everyone.
   * @param {File} file
   * @returns {boolean} false where it is too large
   */
  share(file) {
    if (file.size > LARGEST_FILE) return false;
    this.#tell({ text: '', file: this.#files.offer(file) });
    return true;
  }

  /**
   * The file that came with an entry of another's.
   * @param {Entry} entry
   * @returns {IncomingFile | null}
   */
  fileOf({ author, file }) {
    return file ? this.#files.incoming(this.#sids.get(author) ?? '', file) : null;
  }

  /** @param {Pick<Entry, 'text' | 'file'>} what */
  #tell(what) {
    if (!this.#call.room) return;
    const name = this.#call.room.localParticipant.identity;
    const entry = { author: this.#author, number: ++this.#lastNumber, name, time: Date.now(), ...what };
    this.#log.add(entry);
    this.#messages.send({ type: 'chat', entry });
    this.dispatchEvent(new CustomEvent('said', { detail: entry }));
  }

  /**
   * @param {unknown} value
   * @param {RemoteParticipant} from
   */
  #hear(value, from) {
    const entry = readEntry(value);
    // Nobody speaks for another who is here.
    if (!entry || this.isMine(entry) || (this.#sids.get(entry.author) ?? from.sid) !== from.sid) return;
    this.#sids.set(entry.author, from.sid);
    entry.name = from.identity;
    if (this.#log.add(entry)) this.dispatchEvent(new CustomEvent('said', { detail: entry }));
  }

  /**
   * @param {import('./chat_log.js').Known} known what the other has
   * @param {RemoteParticipant} to
   */
  #handOver(known, { sid }) {
    /** @type {Entry[]} */
    let entries = [];
    let size = 0;
    const send = () => {
      if (entries.length > 0) this.#messages.send({ type: 'chat-missing', to: sid, entries });
      entries = [];
      size = 0;
    };
    for (const entry of this.#log.missing(known)) {
      const { length } = JSON.stringify(entry);
      if (size + length > BATCH) send();
      entries.push(entry);
      size += length;
    }
    send();
  }

  /** @param {unknown} values */
  #catchUp(values) {
    if (!Array.isArray(values)) return;
    // One's own come back after one has left and entered again, but nobody makes up more of them.
    const entries = values.flatMap((value) => readEntry(value) ?? [])
      .filter((entry) => !this.isMine(entry) || entry.number <= this.#lastNumber);
    if (this.#log.merge(entries).length > 0) this.dispatchEvent(new Event('caughtUp'));
  }
}
