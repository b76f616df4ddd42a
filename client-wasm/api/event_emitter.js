import { callPage } from './call_page.js';

/** @typedef {(...values: any[]) => void} Listener */
/** @typedef {{ listener: Listener, once: boolean }} Entry */

/**
 * Node's EventEmitter, as twilio-video.js provides it.
 * @template {Record<string, any[]>} [Events=Record<string, any[]>] each event's arguments
 */
export class EventEmitter {
  /** @type {Map<string, Entry[]>} */
  #entries = new Map();
  #mostListeners = 10;

  /**
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  on(event, listener) {
    return this.#add(event, { listener, once: false });
  }

  /**
   * As `on()`.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  addListener(event, listener) {
    return this.on(event, listener);
  }

  /**
   * Calls the listener for the next such event only.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  once(event, listener) {
    return this.#add(event, { listener, once: true });
  }

  /**
   * As `on()`, but adds the listener before the existing ones.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  prependListener(event, listener) {
    return this.#add(event, { listener, once: false }, true);
  }

  /**
   * As `once()`, but adds the listener before the existing ones.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  prependOnceListener(event, listener) {
    return this.#add(event, { listener, once: true }, true);
  }

  /**
   * Removes a listener; if it was added several times, the one added last.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  off(event, listener) {
    const entries = this.#entries.get(event) ?? [];
    const index = entries.map((entry) => entry.listener).lastIndexOf(listener);
    if (index >= 0) this.#remove(event, entries[index]);
    return this;
  }

  /**
   * As `off()`.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  removeListener(event, listener) {
    return this.off(event, listener);
  }

  /**
   * @param {keyof Events & string} [event] without it, removes the listeners of all events
   * @returns {this}
   */
  removeAllListeners(event) {
    if (event === undefined) this.#entries.clear();
    else this.#entries.delete(event);
    return this;
  }

  /**
   * @param {keyof Events & string} event
   * @returns {number}
   */
  listenerCount(event) {
    return this.#entries.get(event)?.length ?? 0;
  }

  /** @returns {string[]} the events that have listeners */
  eventNames() {
    return [...this.#entries].filter(([, entries]) => entries.length > 0).map(([event]) => event);
  }

  /**
   * @param {keyof Events & string} event
   * @returns {Listener[]}
   */
  listeners(event) {
    return (this.#entries.get(event) ?? []).map(({ listener }) => listener);
  }

  /**
   * As `listeners()`: listeners are not wrapped here.
   * @param {keyof Events & string} event
   * @returns {Listener[]}
   */
  rawListeners(event) {
    return this.listeners(event);
  }

  /**
   * Stored, with no effect: there is no warning about too many listeners.
   * @param {number} count
   * @returns {this}
   */
  setMaxListeners(count) {
    this.#mostListeners = count;
    return this;
  }

  /** @returns {number} */
  getMaxListeners() {
    return this.#mostListeners;
  }

  /**
   * Calls all listeners. If one throws, the others are called anyway, and its error is reported as an
   * uncaught error.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {Events[Name]} values
   * @returns {boolean} whether there was a listener
   */
  emit(event, ...values) {
    const entries = this.#entries.get(event) ?? [];
    for (const entry of entries) {
      if (entry.once) this.#remove(event, entry);
      callPage(() => Reflect.apply(entry.listener, this, values));
    }
    return entries.length > 0;
  }

  /**
   * @param {string} event
   * @param {Entry} entry
   * @param {boolean} [first]
   */
  #add(event, entry, first = false) {
    const entries = this.#entries.get(event) ?? [];
    this.#entries.set(event, first ? [entry, ...entries] : [...entries, entry]);
    return this;
  }

  /**
   * @param {string} event
   * @param {Entry} entry
   */
  #remove(event, entry) {
    const entries = this.#entries.get(event) ?? [];
    // A new list, so that an emit() in progress still calls all listeners that were there when it began.
    this.#entries.set(event, entries.filter((one) => one !== entry));
  }
}
