/** @import { Call } from '../call.js' */
/** @import { Messages } from '../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Entry, Known } from './entry.js' */
/** @import { IncomingFile } from './files/incoming_file.js' */
import { nextTask } from '../../common/next_task.js';
import { forEveryone } from '../call.js';
import { readList } from '../messaging/read.js';
import { Authors } from './authors.js';
import { ChatLog } from './chat_log.js';
import { writtenText } from './chat_text.js';
import { readAuthor, readEntry, readHistory, readKnown, WrittenEntries, writeEntry } from './entry.js';
import { FileTransfer } from './files/file_transfer.js';
import { isReadable } from './files/readable.js';
import { HistoryTerms } from './history_terms.js';
import { CHAT_LIMITS } from './limits.js';

/** Why a file is not shared. @typedef {'too-large' | 'unreadable'} FileProblem */

/**
 * The chat. Messages do not go through the server, but from page to page. Those who join later, or have
 * lost messages, get what is missing from the others. Events:
 * `said` with `{ entry, from }` as `detail`, where `from` is null for oneself, `caughtUp` where others were added before the last, `cleared`,
 * `unreadable` with a file of one's own as `detail` that the others can no longer get.
 */
export class Chat extends EventTarget {
  #call;
  #messages;
  #log = new ChatLog((entry) => this.forgetFileOf(entry));
  #authors = new Authors();
  #files;
  #written = new WrittenEntries();
  /** @type {Map<RemoteParticipant, HistoryTerms>} */
  #terms = new Map();
  /** What is handed over is read one after the other. */
  #reading = Promise.resolve();

  /** @param {{ call: Call, messages: Messages }} page */
  constructor({ call, messages }) {
    super();
    this.#call = call;
    this.#messages = messages;
    this.#files = new FileTransfer({ call, messages, authors: this.#authors });
    this.#files.addEventListener('unreadable', (event) => {
      this.dispatchEvent(new CustomEvent('unreadable', { detail: /** @type {CustomEvent<File>} */ (event).detail }));
    });
    messages.on('chat', ({ entry }, from) => this.#hear(readEntry(entry, Date.now()), from));
    messages.on('chat-known', ({ known, author }, from) => {
      this.#claim(readAuthor(author), from);
      if (this.#terms.get(from)?.asks(performance.now())) this.#handOver(readKnown(known), from);
    });
    messages.expect('chat-missing', (from, characters) => this.#terms.get(from)?.expects(characters) ?? false);
    messages.on('chat-missing', (message, from) => {
      const entries = this.#terms.get(from)?.accept(readList(message.entries, CHAT_LIMITS.entries)) ?? [];
      this.#reading = this.#reading.then(() => this.#catchUp({ ...message, entries })).catch(reportError);
    });
    messages.addEventListener('reached', (event) => {
      const { detail } = /** @type {CustomEvent<RemoteParticipant>} */ (event);
      this.#terms.get(detail)?.begin();
      messages.send({ type: 'chat-known', to: detail.sid, known: this.#log.known, author: this.#authors.self });
    });
    forEveryone(call, {
      came: (participant) => this.#terms.set(participant, new HistoryTerms()),
      went: (participant) => this.#lose(participant),
    });
    call.addEventListener('left', () => {
      this.#log.clear();
      this.#authors.renew();
      this.dispatchEvent(new Event('cleared'));
    });
  }

  get entries() {
    return this.#log.entries;
  }

  /** @param {Entry} entry */
  isMine(entry) {
    return this.#authors.isSelf(entry.author);
  }

  /**
   * @param {string} written
   * @returns {boolean} false where there is nothing to say, or too much
   */
  say(written) {
    const { text, excess } = writtenText(written);
    if (!text || excess > 0) return false;
    this.#tell({ text });
    return true;
  }

  /**
   * Offers a file to everyone.
   * @param {File} file
   * @returns {Promise<FileProblem | null>} null: it is offered
   */
  async share(file) {
    if (file.size > CHAT_LIMITS.fileBytes) return 'too-large';
    if (!(await isReadable(file))) return 'unreadable';
    this.#tell({ text: '', file: this.#files.offer(file) });
    return null;
  }

  /**
   * The file that came with an entry of another's.
   * @param {Entry} entry
   * @returns {IncomingFile | null}
   */
  fileOf(entry) {
    return entry.file && !this.isMine(entry) ? this.#files.incoming(entry.author, entry.file) : null;
  }

  /** An entry is gone, or was taken away by the person. @param {Entry} entry */
  forgetFileOf({ author, file }) {
    if (file) this.#files.forget(author, file);
  }

  /** @param {Pick<Entry, 'text' | 'file'>} what */
  #tell(what) {
    if (!this.#call.room) return;
    const name = this.#call.room.localParticipant.identity;
    const entry = { author: this.#authors.self, number: this.#authors.nextNumber(), name, heard: Date.now(), ...what };
    this.#log.add(entry);
    this.dispatchEvent(new CustomEvent('said', { detail: { entry, from: null } }));
    this.#messages.send({ type: 'chat', entry: writeEntry(entry) });
  }

  /**
   * @param {Entry | null} entry
   * @param {RemoteParticipant} from
   */
  #hear(entry, from) {
    // Nobody speaks for another who is here.
    if (!entry || !this.#claim(entry.author, from)) return;
    entry.name = from.identity;
    if (this.#log.add(entry)) this.dispatchEvent(new CustomEvent('said', { detail: { entry, from } }));
  }

  /**
   * @param {string | null} author
   * @param {RemoteParticipant} from
   */
  #claim(author, { sid }) {
    if (author === null) return false;
    if (this.#authors.of(sid) === author) return true;
    if (!this.#authors.claim(sid, author)) return false;
    this.#files.found(author);
    return true;
  }

  /** @param {RemoteParticipant} participant who has left */
  #lose(participant) {
    const { sid } = participant;
    this.#terms.delete(participant);
    this.#files.lose(this.#authors.of(sid));
    this.#authors.drop(sid);
  }

  /**
   * @param {Known} known what the other has
   * @param {RemoteParticipant} to
   */
  #handOver(known, { sid }) {
    const now = Date.now();
    for (const entries of this.#written.batches(this.#log.missing(known))) {
      this.#messages.send({ type: 'chat-missing', to: sid, now }, entries);
    }
  }

  /** @param {{ entries: unknown[], now?: unknown }} message */
  async #catchUp({ entries: written, now: tellersNow }) {
    const { self } = this.#authors;
    const now = Date.now();
    /** @type {Entry[]} */
    const history = [];
    for (let start = 0; start < written.length; start += CHAT_LIMITS.readAtOnce) {
      if (start > 0) await nextTask();
      const entries = written.slice(start, start + CHAT_LIMITS.readAtOnce);
      history.push(...readHistory({ now: tellersNow, entries }, now));
    }
    // The call may be over by now.
    if (self !== this.#authors.self) return;
    // One's own come back after one has left and entered again, but nobody makes up more of them.
    const entries = history.filter((entry) => this.#authors.mayBeSaid(entry));
    if (this.#log.merge(entries).length > 0) this.dispatchEvent(new Event('caughtUp'));
  }
}
