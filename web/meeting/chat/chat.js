/** @import { Call } from '../call.js' */
/** @import { Messages } from '../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Entry, Known } from './entry.js' */
/** @import { IncomingFile } from './files/incoming_file.js' */
/** @import { Sender } from './peers.js' */
/** @import { Said } from './signing/signed_entry.js' */
import { nextTask } from '../../common/next_task.js';
import { forEveryone } from '../call.js';
import { readFields, readList } from '../messaging/read.js';
import { Authors } from './authors.js';
import { ChatLog } from './chat_log.js';
import { writtenText } from './chat_text.js';
import { readEntry, readHistory, readKnown, shownEntry, WrittenEntries, writeEntry } from './entry.js';
import { FileTransfer } from './files/file_transfer.js';
import { UnreadableFile } from './files/readable.js';
import { CHAT_LIMITS } from './limits.js';
import { Peers } from './peers.js';
import { isBySpeaker } from './signing/signed_entry.js';
import { Voice } from './signing/voice.js';

/** Why a file is not shared. @typedef {'too-large' | 'unreadable'} FileProblem */

/**
 * The chat. Messages do not go through the server, but from page to page, signed by their authors. Those who join
 * later, or have lost messages, get what is missing from the others. Events:
 * - `said` with `{ entry, from }` as `detail`, where `from` is null for oneself;
 * - `caughtUp` where others were added before the last, and `cleared`;
 * - `met` when a participant turns out to be an author, whose words others may have handed over;
 * - `distrusted`, once for each, with a RemoteParticipant as `detail` who sends what it has not signed;
 * - `unreadable` with a file of one's own as `detail` that the others can no longer get.
 */
export class Chat extends EventTarget {
  #call;
  #messages;
  #log = new ChatLog((entry) => this.forgetFileOf(entry));
  #authors = new Authors();
  #peers;
  #files;
  #written = new WrittenEntries();
  /** While in a call. @type {Promise<Voice> | null} */
  #voice = null;
  /** What one says is signed and sent in its order. */
  #turn = Promise.resolve();

  /** @param {{ call: Call, messages: Messages }} page */
  constructor({ call, messages }) {
    super();
    this.#call = call;
    this.#messages = messages;
    this.#files = new FileTransfer({ call, messages, authors: this.#authors });
    this.#files.addEventListener('unreadable', (event) => {
      this.#tell('unreadable', /** @type {CustomEvent<File>} */ (event).detail);
    });
    // Those who have gone are still known here.
    forEveryone(call, { came() {}, went: ({ sid }) => this.#files.lose(this.#authors.of(sid)) });
    this.#peers = new Peers(call, this.#authors);
    this.#listen();
    call.addEventListener('entered', () => this.#begin());
    call.addEventListener('left', () => this.#end());
  }

  get entries() {
    return this.#log.entries;
  }

  /** @param {Entry} entry */
  isMine(entry) {
    return this.#authors.isSelf(entry.author);
  }

  /** Whether its author is or was here. Whoever hands over others could have made up their authors. @param {Entry} entry */
  isConfirmed(entry) {
    return this.#authors.hasMet(entry.author);
  }

  /**
   * @param {string} written
   * @returns {boolean} false where there is nothing to say, or too much
   */
  say(written) {
    const { text, excess } = writtenText(written);
    if (!text || excess > 0) return false;
    this.#say({ text });
    return true;
  }

  /**
   * Offers a file to everyone.
   * @param {File} file
   * @returns {Promise<FileProblem | null>} null: it is offered
   */
  async share(file) {
    if (file.size > CHAT_LIMITS.fileBytes) return 'too-large';
    const { room } = this.#call;
    try {
      const offered = await this.#files.offer(file);
      // The call may be over by now.
      if (room === this.#call.room) this.#say({ text: '', file: offered });
      return null;
    } catch (error) {
      if (error instanceof UnreadableFile) return 'unreadable';
      throw error;
    }
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

  #listen() {
    const messages = this.#messages;
    messages.on('chat', (message, from) => this.#peers.inTurn(from, (sender) => this.#hear(message, sender)));
    messages.on('chat-known', (message, from) => {
      this.#peers.inTurn(from, async (sender) => {
        await this.#meet(message, sender);
        if (sender.peer.terms.asks(performance.now())) this.#handOver(readKnown(message.known), from);
      });
    });
    messages.expect('chat-missing', (from, characters) => this.#peers.termsWith(from)?.expects(characters) ?? false);
    messages.on('chat-missing', (message, from) => {
      const entries = this.#peers.termsWith(from)?.accept(readList(message.entries, CHAT_LIMITS.entries)) ?? [];
      this.#peers.inTurn(from, (sender) => this.#catchUp({ ...message, entries }, sender));
    });
    messages.addEventListener('reached', (event) => {
      this.#reach(/** @type {CustomEvent<RemoteParticipant>} */ (event).detail).catch(reportError);
    });
  }

  #begin() {
    const { room } = this.#call;
    if (!room) return;
    this.#voice = Voice.create(room.name);
    this.#voice.then(({ author }) => this.#authors.speakAs(author), reportError);
  }

  #end() {
    this.#voice = null;
    this.#log.clear();
    this.#authors.clear();
    this.#tell('cleared');
  }

  /** @param {Pick<Said, 'text' | 'file'>} what */
  #say(what) {
    const { room } = this.#call;
    if (!room) return;
    const name = room.localParticipant.identity;
    this.#turn = this.#turn.then(async () => {
      const voice = await this.#voice;
      const signed = await voice?.sign({ name, ...what });
      const introduction = await voice?.introduceAs(room.localParticipant.sid);
      const entry = signed && room === this.#call.room ? shownEntry(signed, Date.now()) : null;
      if (!introduction || !entry) return;
      this.#log.add(entry);
      this.#tell('said', { entry, from: null });
      this.#messages.send({ type: 'chat', ...introduction, entry: writeEntry(entry) });
    }).catch(reportError);
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {Sender} sender
   */
  async #hear(message, sender) {
    const entry = readEntry(message.entry, Date.now());
    // It may be the first that this one sends; and nobody speaks for another.
    const isKnown = entry?.author === readFields(message).author && await this.#meet(message, sender);
    if (!entry || !isKnown || !(await isBySpeaker(entry.signed, sender.room.name))) {
      this.#distrust(sender);
      return;
    }
    const { from } = sender;
    entry.name = from.identity;
    if (this.#peers.isHere(sender) && this.#log.add(entry)) this.#tell('said', { entry, from });
  }

  /**
   * @param {unknown} message
   * @param {Sender} sender
   * @returns {Promise<boolean>} whether the participant is the author that it says it is
   */
  async #meet(message, sender) {
    const outcome = await this.#peers.meet(message, sender);
    if (outcome === 'met') {
      this.#files.found(this.#authors.of(sender.from.sid));
      this.#tell('met');
    }
    return outcome !== 'false';
  }

  /** @param {Sender} sender */
  #distrust({ from, peer }) {
    if (peer.isDistrusted) return;
    peer.isDistrusted = true;
    this.#tell('distrusted', from);
  }

  /** @param {RemoteParticipant} participant whose messages begin to arrive */
  async #reach(participant) {
    this.#peers.termsWith(participant)?.begin();
    // Those who are there already are told of before the call is entered.
    await Promise.resolve();
    const voice = await this.#voice;
    const introduction = await voice?.introduceAs(this.#call.room?.localParticipant.sid ?? '');
    if (!introduction || !this.#peers.termsWith(participant)) return;
    this.#messages.send({ type: 'chat-known', to: participant.sid, known: this.#log.known, ...introduction });
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

  /**
   * @param {{ entries: unknown[], now?: unknown }} message
   * @param {Sender} sender
   */
  async #catchUp({ entries: written, now: tellersNow }, sender) {
    const now = Date.now();
    /** @type {Entry[]} */
    const history = [];
    for (let start = 0; start < written.length; start += CHAT_LIMITS.readAtOnce) {
      if (start > 0) await nextTask();
      const part = readHistory({ now: tellersNow, entries: written.slice(start, start + CHAT_LIMITS.readAtOnce) }, now);
      const isGenuine = await Promise.all(part.map(({ signed }) => isBySpeaker(signed, sender.room.name)));
      history.push(...part.filter((_, index) => isGenuine[index]));
      if (part.length > 0 && isGenuine.includes(false)) this.#distrust(sender);
    }
    if (this.#peers.isHere(sender) && this.#log.merge(history).length > 0) this.#tell('caughtUp');
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
