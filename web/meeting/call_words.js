/** What people can do something about, by ParleyError's ids; all else is the connection's. */
const REASONS = new Map([
  ['room-full', 'This room is full. Try again when someone has left.'],
  ['server-full', 'The server is full. Please try again later.'],
  ['bad-room-name', 'This room cannot be opened: its name is not allowed. Choose another in the lobby.'],
  ['bad-identity', 'This name is too long. Please choose a shorter one.'],
]);

/** Why no picture or sound comes from someone, by RemoteParticipant's reasons. */
const UNREACHABLE = new Map([
  ['no-answer', 'Not answering. Ask them to reload the page.'],
  ['no-candidates', 'No connection. A browser is kept from using the network: check VPN and firewall.'],
  ['no-path', 'No connection. A firewall may be in between: try another network.'],
]);

/**
 * What is wrong with someone's connection, in words for the person; '' for nothing.
 * @param {{ state: string, unreachable: string }} participant
 * @returns {string}
 */
export function connectionWords({ state, unreachable }) {
  if (state === 'reconnecting') return 'Reconnecting…';
  return UNREACHABLE.get(unreachable) ?? '';
}

/**
 * Why there is no call, in words for the person.
 * @param {Error} error
 * @returns {string}
 */
export function callErrorWords(error) {
  const id = 'id' in error ? String(error.id) : '';
  return REASONS.get(id) ?? 'Connection failed. Is the server running?';
}

/**
 * @param {number} size how many people are in the call; 0: there is none
 * @param {boolean} [reconnecting] the server is lost for the moment
 * @returns {string}
 */
export function statusWords(size, reconnecting = false) {
  if (size === 0) return 'Disconnected.';
  if (reconnecting) return 'Reconnecting…';
  return `${size} ${size === 1 ? 'participant' : 'participants'} online.`;
}
