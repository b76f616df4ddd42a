/** @import { SharedFile } from './files/shared_file.js' */
import { spelled } from '../../../client-wasm/api/names.js';
import { readAmount, readFields, readList, readWhole } from '../messaging/read.js';
import { cleanText } from './chat_text.js';
import { readFile } from './files/shared_file.js';
import { CHAT_LIMITS } from './limits.js';

/**
 * What was said. Author and number name it: authors count what they say from 1.
 * @typedef {object} Entry
 * @property {string} author an id that the author's page has chosen for itself
 * @property {number} number
 * @property {string} name of the author
 * @property {string} text
 * @property {number} heard when it was said, or heard by the one who has told us of it: milliseconds
 *   since 1970 by our own clock, whatever the others' may say
 * @property {SharedFile} [file] that comes along
 */

/** How much of each author's one has: everything up to that number. @typedef {Record<string, number>} Known */

const AUTHOR = /^[0-9a-f-]{36}$/;

/**
 * @param {unknown} value
 * @returns {string | null} null where it is no author's id
 */
export function readAuthor(value) {
  return typeof value === 'string' && AUTHOR.test(value) ? value : null;
}

/**
 * An entry out of a message of somebody's.
 * @param {unknown} value
 * @param {number} heard
 * @returns {Entry | null} where it is none
 */
export function readEntry(value, heard) {
  const fields = readFields(value);
  const author = readAuthor(fields.author);
  const number = readWhole(fields.number, 1, CHAT_LIMITS.number);
  if (author === null || number === null) return null;
  const text = cleanText(fields.text);
  const file = readFile(fields.file);
  if (!text && !file) return null;
  const entry = { author, number, name: spelled(cleanText(fields.name, CHAT_LIMITS.name)), text, heard };
  return file ? { ...entry, file } : entry;
}

/**
 * An entry as it goes into a message, with `time` by the teller's clock.
 * @param {Entry} entry
 */
export function writeEntry({ heard, ...rest }) {
  return { ...rest, time: heard };
}

/** Entries as they go to those who lack them; each is written once, for all who ask. */
export class WrittenEntries {
  /** @type {WeakMap<Entry, string>} */
  #texts = new WeakMap();

  /**
   * @param {Entry[]} entries
   * @returns {string[]} JSON of a list each, with CHAT_LIMITS.batch characters at most
   */
  batches(entries) {
    /** @type {string[][]} */
    const batches = [];
    let size = Infinity;
    for (const entry of entries) {
      const text = this.#textOf(entry);
      size += text.length;
      if (size > CHAT_LIMITS.batch) {
        batches.push([]);
        size = text.length;
      }
      batches.at(-1)?.push(text);
    }
    return batches.map((texts) => `[${texts.join()}]`);
  }

  /** @param {Entry} entry */
  #textOf(entry) {
    const text = this.#texts.get(entry) ?? JSON.stringify(writeEntry(entry));
    this.#texts.set(entry, text);
    return text;
  }
}

/**
 * What somebody hands over, in the order in which that one has it. Clocks differ, but how long ago
 * something was by the teller's is the same by ours.
 * @param {Record<string, unknown>} message
 * @param {number} now
 * @returns {Entry[]}
 */
export function readHistory(message, now) {
  // Pages of before do not say what their clock shows.
  const tellersNow = typeof message.now === 'number' ? message.now : now;
  return readList(message.entries, CHAT_LIMITS.entries).flatMap((value) => {
    const age = readAmount(tellersNow - Number(readFields(value).time), 0, CHAT_LIMITS.age);
    return readEntry(value, now - age) ?? [];
  });
}

/**
 * @param {unknown} value
 * @returns {Known}
 */
export function readKnown(value) {
  /** @type {Known} */
  const known = {};
  for (const [author, number] of Object.entries(readFields(value)).slice(0, CHAT_LIMITS.entries)) {
    const most = readWhole(number, 1, CHAT_LIMITS.number);
    if (readAuthor(author) !== null && most !== null) known[author] = most;
  }
  return known;
}
