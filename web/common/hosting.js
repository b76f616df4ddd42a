// The pages come either from Parley's own server, which has an address for every room, or as plain
// files from any host. The build writes into each copy which one it is.
const isStatic = () =>
  document.querySelector('meta[name="parley-hosting"]')?.getAttribute('content') === 'static';

/**
 * The address of a room's meeting, from the lobby.
 * @param {string} name
 * @returns {string}
 */
export function meetingAddress(name) {
  const encoded = encodeURIComponent(name);
  return isStatic() ? `room.html?room=${encoded}` : `room/${encoded}`;
}

/**
 * The address of the lobby, from a meeting.
 * @returns {string}
 */
export function lobbyAddress() {
  return isStatic() ? 'lobby.html' : '../lobby';
}

/**
 * The address of the connection check, from a meeting.
 * @returns {string}
 */
export function checkAddress() {
  return isStatic() ? 'check.html' : '../check.html';
}

/**
 * The server to call: the page's own, or for plain files the one that config.json beside them names.
 * @returns {Promise<string>}
 */
export async function serverOfPage() {
  if (!isStatic()) return new URL('..', location.href).href;
  try {
    const { server } = await (await fetch('config.json')).json();
    if (typeof server === 'string' && server !== '') return server;
  } catch {
    // There is no such file; it is optional.
  }
  return location.origin;
}
