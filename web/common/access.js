/** @type {string | null} */
let kept = null;

/**
 * The access token that the page was opened with: `#token=…`, the part of an address that no server
 * and no log sees. It is taken out of the address bar, which people copy from.
 * @returns {string} '' where there is none
 */
export function tokenOfPage() {
  if (kept !== null) return kept;
  const parts = new URLSearchParams(location.hash.slice(1));
  kept = parts.get('token') ?? '';
  if (kept) {
    parts.delete('token');
    const rest = parts.toString();
    history.replaceState(history.state, '', rest ? `#${rest}` : location.pathname + location.search);
  }
  return kept;
}

/**
 * Asks the server for a token, which it gives where its operator lets it.
 * @param {string} server
 * @param {string} username
 * @param {string} room
 * @returns {Promise<string>} '' where it gives none
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
