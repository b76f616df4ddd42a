/**
 * The base of the server's WebSocket addresses, such as "wss://meet.example.org".
 * @param {string} [server] http:, https:, ws: or wss:; by default, where this script came from
 * @returns {string}
 */
export function serverAddress(server) {
  const url = server === undefined
    ? new URL(PARLEY_ROOT, import.meta.url)
    : new URL(server, location.href);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  // The client appends "/ws/" and the room.
  return url.origin + url.pathname.replace(/\/+$/, '');
}
