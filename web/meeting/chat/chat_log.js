/** @import { Entry, Known } from './entry.js' */
import { CHAT_LIMITS } from './limits.js';

/**
 * All chat entries of the call, each once, in the order in which this page received them. Entries that
 * others lack can be passed on. At CHAT_LIMITS.entries the oldest are dropped; where one author has more than half of
 * them, that one's, so that nobody talks what others have said out of the log.
 */
export class ChatLog {
  /** @type {Entry[]} */
  #entries = [];
  /** Author and number of each. @type {Set<string>} */
  #names = new Set();
  /** How many of each author's. @type {Map<string, number>} */
  #counts = new Map();
  /** Of those, the last that was dropped. @type {Map<string, number>} */
  #lastDropped = new Map();
  #dropped;

  /** @param {(entry: Entry) => void} [dropped] is told of each that was */
  constructor(dropped = () => {}) {
    this.#dropped = dropped;
  }

  get entries() {
    return this.#entries;
  }

  /** @returns {Known} */
  get known() {
    /** @type {Map<string, number[]>} */
    const numbers = new Map();
    for (const { author, number } of this.#entries) {
      const own = numbers.get(author);
      if (own) own.push(number);
      else numbers.set(author, [number]);
    }
    return Object.fromEntries([...numbers].map(([author, own]) => [author, this.#withoutGap(author, own)]));
  }

  /**
   * Adds what has just been said.
   * @param {Entry} entry
   * @returns {boolean} false where it was there already
   */
  add(entry) {
    return !this.#names.has(nameOf(entry)) && this.#insert(entry, this.#entries.length) !== null;
  }

  /**
   * Inserts earlier or lost entries where they belong.
   * @param {Entry[]} entries in the order in which somebody else has heard them
   * @returns {Entry[]} those that were new
   */
  merge(entries) {
    /** @type {Entry[]} */
    const added = [];
    let least = 0;
    for (const entry of entries) {
      if (this.#names.has(nameOf(entry))) continue;
      const place = this.#insert(entry, this.#placeOf(entry, least));
      if (place === null) continue;
      least = place + 1;
      added.push(entry);
    }
    return added;
  }

  /**
   * The entries that someone lacks who has these.
   * @param {Known} known
   */
  missing(known) {
    return this.#entries.filter(({ author, number }) => number > (known[author] ?? 0));
  }

  clear() {
    this.#entries = [];
    this.#names.clear();
    this.#counts.clear();
    this.#lastDropped.clear();
  }

  /**
   * By the time, but never before the place `least`, nor against the order in which its author spoke.
   * @param {Entry} entry
   * @param {number} least
   */
  #placeOf({ author, number, heard }, least) {
    let place = this.#entries.length;
    while (place > least && this.#entries[place - 1].heard > heard) place -= 1;
    const before = this.#entries.findLastIndex((other) => other.author === author && other.number < number);
    const after = this.#entries.findIndex((other) => other.author === author && other.number > number);
    return Math.max(Math.min(place, after < 0 ? place : after), before + 1);
  }

  /**
   * @param {Entry} entry
   * @param {number} place
   * @returns {number | null} its place, null where it would be the first to be dropped
   */
  #insert(entry, place) {
    this.#entries.splice(place, 0, entry);
    this.#count(entry.author, 1);
    if (this.#entries.length <= CHAT_LIMITS.entries) {
      this.#names.add(nameOf(entry));
      return place;
    }
    const index = this.#firstToGo();
    const [gone] = this.#entries.splice(index, 1);
    this.#count(gone.author, -1);
    if (gone === entry) return null;
    this.#names.add(nameOf(entry));
    this.#names.delete(nameOf(gone));
    if (this.#counts.has(gone.author)) this.#lastDropped.set(gone.author, gone.number);
    this.#dropped(gone);
    return index < place ? place - 1 : place;
  }

  #firstToGo() {
    const [most] = [...this.#counts].find(([, count]) => count > CHAT_LIMITS.entries / 2) ?? [];
    return most === undefined ? 0 : this.#entries.findIndex(({ author }) => author === most);
  }

  /**
   * @param {string} author
   * @param {1 | -1} change
   */
  #count(author, change) {
    const count = (this.#counts.get(author) ?? 0) + change;
    this.#counts.set(author, count);
    if (count > 0) return;
    this.#counts.delete(author);
    this.#lastDropped.delete(author);
  }

  /**
   * The last number before the first that is missing.
   * @param {string} author
   * @param {number[]} numbers that author's
   */
  #withoutGap(author, numbers) {
    let last = this.#lastDropped.get(author) ?? 0;
    for (const number of numbers.sort((left, right) => left - right)) {
      if (number > last + 1) break;
      last = Math.max(last, number);
    }
    return last;
  }
}

/** @param {Entry} entry */
function nameOf({ author, number }) {
  return `${author} ${number}`;
}
