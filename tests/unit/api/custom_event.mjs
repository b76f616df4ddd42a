// Browsers have it, and Node from version 19 on; Debian 12 has Node 18. To be imported before what uses it.

globalThis.CustomEvent ??= /** @type {any} */ (class extends Event {
  /** @param {string} type @param {CustomEventInit} [init] */
  constructor(type, init = {}) {
    super(type, init);
    this.detail = init.detail ?? null;
  }
});
