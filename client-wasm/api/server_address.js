import { serverOf } from './access_token.js';
import { ParleyError } from './errors.js';

/** Apart from `new URL(…)`, so that no bundler takes the server's root for one of its files. */
const scriptUrl = import.meta.url;

/** As given to configure(). @type {string | undefined} */
let configured;

/**
 * Sets what every later connect(), preload() and runPreflight() uses if its own options do not say otherwise.
 * @param {{ server?: string }} defaults `server`: the server's address; '' for none
 * @throws {ParleyError} "bad-server", and nothing is set
 */
export function configure({ server }) {
  if (server) parse(server);
  configured = server;
}

/**
 * The base of the server's WebSocket addresses, such as "wss://meet.example.org".
 * @param {string} [server] http:, https:, ws: or wss:, or relative to the page; by default what configure() has set, what
 *   the page names in `<meta name="parley-server">`, what the token names, and where this script came from, in this order
 * @param {string} [token]
 * @returns {string}
 * @throws {ParleyError} "bad-server"
 */
export function serverAddress(server, token = '') {
  const named = server || configured || serverOfPage() || serverOf(token);
  const url = named ? parse(named) : ownServer();
  url.protocol = url.protocol.replace(/^http/, 'ws');
  // The client appends "/ws/" and the room.
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** What the page says; '' if it says nothing, or there is no page. */
function serverOfPage() {
  return globalThis.document?.querySelector?.('meta[name="parley-server"]')?.getAttribute('content') ?? '';
}

function ownServer() {
  try {
    return new URL(PARLEY_ROOT, scriptUrl);
  } catch {
    throw new ParleyError('bad-server', 'There is no page here, so a server must be named: configure({ server }).');
  }
}

/** @param {string} server */
function parse(server) {
  // "meet.example.org" would be a path of this page's own host.
  if (/^(https?|wss?):\/\/|^\.{0,2}\//i.test(server)) {
    try {
      return new URL(server, globalThis.location?.href);
    } catch {
      // The same error as below.
    }
  }
  throw new ParleyError('bad-server', `"${server}" is not the address of a server, such as https://meet.example.org.`);
}
