/** @import { ParleyModule } from '../bindings/client.js' */

/** The module whose clients do not have the methods of `Client` yet. @typedef {{ eventNames(): string[] }} Events */
/** @typedef {{ handle(event: number, fields: unknown[]): void }} EventHandler */

/**
 * Gives the module's clients a method for each event that the core takes.
 * @template {Events & { Client: Function }} Module
 * @param {Module} module as the glue creates it
 * @returns {ParleyModule}
 */
export function withEventMethods(module) {
  for (const [event, name] of module.eventNames().entries()) {
    module.Client.prototype[name] = /** @this {EventHandler} */ function (/** @type {unknown[]} */ ...fields) {
      this.handle(event, fields);
    };
  }
  return /** @type {ParleyModule} */ (/** @type {unknown} */ (module));
}
