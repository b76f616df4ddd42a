/** @import { Entry, Known } from './entry.js' */
import { CHAT_LIMITS } from './limits.js';

/**
 * All chat entries of the call, each once, in the order in which this page received them. Entries that
 * others lack can be passed on.
 */
export class ChatLog {
  /** @type {Entry[]} */
  #entries = [];
  /** Author and number of each. @type {Set<string>} */
  #names = new Set();
  #hasDropped = false;

  get entries() {
    return this.#entries;
  }

  /** @returns {Known} */
  get known() {
    /** @type {Map<string, number[]>} */
    const numbers = new Map();
    for (const { author, number } of this.#entries) numbers.set(author, [...(numbers.get(author) ?? []), number]);
    return Object.fromEntries([...numbers].map(([author, own]) => [author, this.#withoutGap(own)]));
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
    this.#hasDropped = false;
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
    const isFull = this.#entries.length === CHAT_LIMITS.entries;
    if (isFull && place === 0) return null;
    this.#entries.splice(place, 0, entry);
    this.#names.add(nameOf(entry));
    if (!isFull) return place;
    const [dropped] = this.#entries.splice(0, 1);
    this.#names.delete(nameOf(dropped));
    this.#hasDropped = true;
    return place - 1;
  }

  /** The last number before the first that is missing. @param {number[]} numbers one author's */
  #withoutGap(numbers) {
    const sorted = numbers.sort((left, right) => left - right);
    let last = this.#hasDropped ? sorted[0] - 1 : 0;
    for (const number of sorted) {
      if (number !== last + 1) break;
      last = number;
    }
    return last;
  }
}

/** @param {Entry} entry */
function nameOf({ author, number }) {
  return `${author} ${number}`;
}
