// The pages come either from Parley's own server, which has an address for every room, or as plain
// files from any host. The build records in each copy which of the two it is.
const isStatic = () =>
  document.querySelector('meta[name="parley-hosting"]')?.getAttribute('content') === 'static';

/**
 * The language in the address is kept from page to page.
 * @param {string} address
 * @returns {string}
 */
export function inAskedLanguage(address) {
  const language = new URLSearchParams(location.search).get('lang');
  if (language === null) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ lang: language })}`;
}

/**
 * The address of a room's meeting, from the home page.
 * @param {string} name
 * @returns {string}
 */
export function meetingAddress(name) {
  const encoded = encodeURIComponent(name);
  return inAskedLanguage(isStatic() ? `room.html?room=${encoded}` : `room/${encoded}`);
}

/**
 * The address of the home page, from a meeting.
 * @returns {string}
 */
export function homeAddress() {
  return inAskedLanguage(isStatic() ? 'home.html' : '../home');
}

/**
 * The address of the connection check, from a meeting.
 * @returns {string}
 */
export function checkAddress() {
  return inAskedLanguage(isStatic() ? 'check.html' : '../check.html');
}

/**
 * The server to call: the page's own, or for plain files the one that config.json beside them names.
 * @returns {Promise<string>}
 */
export async function serverOfPage() {
  if (!isStatic()) return new URL('..', location.href).href;
  const { server } = await configuration();
  return typeof server === 'string' && server !== '' ? server : location.origin;
}

/**
 * What a sentence about calls that the server does not accept from this page names: the page's origin,
 * and the option by which the server's operator allows it.
 * @returns {{ origin: string, option: string }}
 */
export function refusedOrigin() {
  const { origin } = location;
  return { origin, option: `${isStatic() ? '--allow-origin' : '--public-origin'} ${origin}` };
}

/**
 * Whether pages of that origin may control a meeting that they frame. For the server's own
 * pages its header says who can frame them at all; for plain files config.json does.
 * @param {string} origin
 * @returns {Promise<boolean>}
 */
export async function mayEmbed(origin) {
  if (!isStatic()) return true;
  const { embedOrigins } = await configuration();
  return Array.isArray(embedOrigins) && embedOrigins.includes(origin);
}

/** @typedef {{ server?: unknown, embedOrigins?: unknown }} Configuration of config.json */

/** @type {Promise<Configuration> | null} */
let asked = null;

/** Fetched once, so that callers continue in the order in which they asked. */
function configuration() {
  asked ??= readConfiguration();
  return asked;
}

/** @returns {Promise<Configuration>} */
async function readConfiguration() {
  try {
    return await (await fetch('config.json')).json();
  } catch {
    // The optional file does not exist; or it could not be loaded, and may be next time.
    asked = null;
    return {};
  }
}
