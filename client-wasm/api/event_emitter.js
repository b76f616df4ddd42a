/** @typedef {(...values: any[]) => void} Listener */

/**
 * Node's EventEmitter, as far as twilio-video.js shows it.
 * @template {Record<string, any[]>} [Events=Record<string, any[]>] each event's arguments
 */
export class EventEmitter {
  /** @type {Map<string, { listener: Listener, once: boolean }[]>} */
  #entries = new Map();

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
   * Takes away the listener that was added last, where one was added several times.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {(...values: Events[Name]) => void} listener
   * @returns {this}
   */
  off(event, listener) {
    const entries = this.#entries.get(event) ?? [];
    const index = entries.map((entry) => entry.listener).lastIndexOf(listener);
    // A new list, so that an emit() under way still tells everyone who was there when it began.
    if (index >= 0) this.#entries.set(event, entries.filter((_, other) => other !== index));
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
   * @param {keyof Events & string} [event] without it, the listeners of all events go
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

  /**
   * Tells everyone who listens. A listener that throws does not keep the others from hearing; its
   * error goes where uncaught errors go.
   * @template {keyof Events & string} Name
   * @param {Name} event
   * @param {Events[Name]} values
   * @returns {boolean} whether anyone listened
   */
  emit(event, ...values) {
    const entries = this.#entries.get(event) ?? [];
    for (const entry of entries) {
      if (entry.once) this.off(event, entry.listener);
      try {
        Reflect.apply(entry.listener, this, values);
      } catch (error) {
        report(error);
      }
    }
    return entries.length > 0;
  }

  /**
   * @param {string} event
   * @param {{ listener: Listener, once: boolean }} entry
   */
  #add(event, entry) {
    this.#entries.set(event, [...(this.#entries.get(event) ?? []), entry]);
    return this;
  }
}

/** @param {unknown} error */
function report(error) {
  // Not thrown: events are told from inside calls of Wasm, which no exception may cross.
  if (typeof reportError === 'function') reportError(error);
  else console.error(error);
}
