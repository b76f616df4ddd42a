// What is compared: a page that holds a call, and the server it needs for that.

/**
 * @typedef {object} Service a server that runs
 * @property {number} port
 * @property {number} [pid] of its process
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} Contender
 * @property {string} name as the report has it
 * @property {string} page which of pages/ its participants open
 * @property {boolean} [warm] its socket is already open when "join" is pressed
 * @property {((origin: string) => Promise<Service>) | null} serve starts its server for pages from
 *   that origin; null where it needs none
 */

export {};
