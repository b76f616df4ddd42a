import { roomNameIn } from './room_name.js';
import { keep, recall } from './tab_memory.js';

const KEY = 'parley.token';

/** One for each room: a tab may come from one room to another. */
const keyOfToken = () => `${KEY}/${roomNameIn(location)}`;

/**
 * The access token that the page was opened with: `#token=…`, the part of an address that no server
 * and no log sees. It is removed from the address bar, which people copy from. The tab remembers it,
 * so that the invitation survives a reload.
 * @returns {string} '' if there is none
 */
export function tokenOfPage() {
  takeTokenOfAddress();
  return recall(keyOfToken()) ?? '';
}

/**
 * Calls back whenever a link with another token was put into the address bar of the open page.
 * @param {() => void} changed
 */
export function followTokenOfPage(changed) {
  addEventListener('hashchange', () => {
    if (takeTokenOfAddress()) changed();
  });
}

/** Makes the tab forget a refused token, unless a newer one has come. @param {string} token */
export function forgetToken(token) {
  if (recall(keyOfToken()) === token) keep(keyOfToken(), null);
}

/**
 * Passes the token on to another of our pages.
 * @param {string} address
 * @returns {string}
 */
export function withTokenOfPage(address) {
  const token = tokenOfPage();
  return token ? `${address}#${new URLSearchParams({ token })}` : address;
}

/** @returns {boolean} whether there was one */
function takeTokenOfAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const token = parts.get('token');
  if (!token) return false;
  keep(keyOfToken(), token);
  parts.delete('token');
  const rest = parts.toString();
  history.replaceState(history.state, '', rest ? `#${rest}` : location.pathname + location.search);
  return true;
}

/**
 * Asks the server for a token, which it gives if its operator allows that.
 * @param {string} server
 * @param {string} username
 * @param {string} room
 * @returns {Promise<string>} '' if it gives none
 */
export async function askForToken(server, username, room) {
  try {
    const response = await fetch(new URL('login', server.endsWith('/') ? server : `${server}/`), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, room }),
    });
    const { token } = response.ok ? await response.json() : { token: '' };
    return typeof token === 'string' ? token : '';
  } catch {
    return '';
  }
}
