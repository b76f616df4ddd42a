import { cleanText } from './chat_text.js';
import { readFile } from './files/shared_file.js';

/** @import { SharedFile } from './files/shared_file.js' */

/** Entries; the oldest go first. */
export const MOST_ENTRIES = 500;

const LONGEST_NAME = 256;

/**
 * What was said. Author and number name it: authors count what they say from 1.
 * @typedef {object} Entry
 * @property {string} author an id that the author's page has chosen for itself
 * @property {number} number
 * @property {string} name of the author
 * @property {string} text
 * @property {number} time milliseconds since 1970, by the author's clock
 * @property {SharedFile} [file] that comes along
 */

/** How much of each author's one has: the highest number. @typedef {Record<string, number>} Known */

/** Everything that was said in the call, each thing once; what others lack can be handed over. */
export class ChatLog {
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Map<string, number>} */
  #known = new Map();

  get entries() {
    return this.#entries;
  }

  /** @returns {Known} */
  get known() {
    return Object.fromEntries(this.#known);
  }

  /**
   * @param {Entry} entry
   * @returns {boolean} false where it was there already
   */
  add(entry) {
    // Authors' messages arrive in their order, so that a lower number is one that we have.
    if (entry.number <= (this.#known.get(entry.author) ?? 0)) return false;
    this.#known.set(entry.author, entry.number);
    this.#entries.push(entry);
    if (this.#entries.length > MOST_ENTRIES) this.#entries.shift();
    return true;
  }

  /**
   * Adds what was said before one came, or was lost, where it belongs by its time.
   * @param {Entry[]} entries
   * @returns {Entry[]} those that were new
   */
  merge(entries) {
    const added = entries.filter((entry) => this.add(entry));
    if (added.length > 0) this.#entries.sort((left, right) => left.time - right.time);
    return added;
  }

  /**
   * What someone lacks who has that much.
   * @param {Known} known
   */
  missing(known) {
    return this.#entries.filter(({ author, number }) => number > (known[author] ?? 0));
  }

  clear() {
    this.#entries = [];
    this.#known.clear();
  }
}

/**
 * An entry out of a message of somebody's.
 * @param {unknown} value
 * @returns {Entry | null} where it is none
 */
export function readEntry(value) {
  const { author, number, name, text, time, file } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (typeof author !== 'string' || !/^[0-9a-f-]{36}$/.test(author)) return null;
  if (!Number.isSafeInteger(number) || Number(number) < 1 || !Number.isFinite(time)) return null;
  /** @type {Entry} */
  const entry = {
    author,
    number: Number(number),
    name: cleanText(name).slice(0, LONGEST_NAME),
    text: cleanText(text),
    time: Number(time),
  };
  const shared = readFile(file);
  if (shared) entry.file = shared;
  return entry.text || entry.file ? entry : null;
}

/**
 * @param {unknown} value
 * @returns {Known}
 */
export function readKnown(value) {
  const entries = Object.entries(/** @type {object} */ (value ?? {}));
  return Object.fromEntries(entries.filter(([, number]) => Number.isSafeInteger(number)));
}
