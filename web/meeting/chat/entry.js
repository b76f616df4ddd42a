/** @import { SharedFile } from './files/shared_file.js' */
/** @import { SignedEntry } from './signing/signed_entry.js' */
import { spelled } from '../../../client-wasm/api/names.js';
import { readAmount, readFields, readList, readWhole } from '../messaging/read.js';
import { cleanText } from './chat_text.js';
import { fileName } from './files/shared_file.js';
import { CHAT_LIMITS } from './limits.js';
import { readSignedEntry } from './signing/signed_entry.js';
import { readAuthor } from './signing/signing_key.js';

/**
 * What was said, as it is shown. Author and number name it.
 * @typedef {object} Entry
 * @property {string} author the hash of the key with which it is signed
 * @property {number} number
 * @property {string} name of the author
 * @property {string} text
 * @property {number} heard when it was said, or heard by the one who has told us of it: milliseconds
 *   since 1970 by our own clock, whatever the others' may say
 * @property {SharedFile} [file] that comes along
 * @property {SignedEntry} signed what is handed on
 */

/** How much of each author's one has: everything up to that number. @typedef {Record<string, number>} Known */

/**
 * An entry out of a message of somebody's, whose signature is not looked at.
 * @param {unknown} value
 * @param {number} heard
 * @returns {Entry | null} where it is none
 */
export function readEntry(value, heard) {
  const signed = readSignedEntry(value);
  return signed && shownEntry(signed, heard);
}

/**
 * @param {SignedEntry} signed
 * @param {number} heard
 * @returns {Entry | null} where there is nothing to show
 */
export function shownEntry(signed, heard) {
  const { author, number } = signed;
  const text = cleanText(signed.text);
  const file = signed.file && { ...signed.file, name: fileName(signed.file.name) };
  if (!text && !file) return null;
  const entry = { author, number, name: spelled(cleanText(signed.name, CHAT_LIMITS.name)), text, heard, signed };
  return file ? { ...entry, file } : entry;
}

/**
 * An entry as it goes into a message, with `time` by the teller's clock.
 * @param {Entry} entry
 */
export function writeEntry({ heard, signed }) {
  return { ...signed, time: heard };
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
  const tellersNow = readTime(message.now);
  return readList(message.entries, CHAT_LIMITS.entries).flatMap((value) => {
    const age = readAmount(tellersNow - readTime(readFields(value).time), 0, CHAT_LIMITS.age);
    return readEntry(value, now - age) ?? [];
  });
}

/** @param {unknown} value @returns {number} NaN where it is no time */
function readTime(value) {
  return readWhole(value, 0, Number.MAX_SAFE_INTEGER) ?? NaN;
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
