/** @import { Membership } from './membership.js' */
/** @import { Room } from './room.js' */
import { ParleyError } from './errors.js';

/** If the room is not entered by then, the server is asked why. */
const ASK_AFTER_MS = 1500;

/**
 * The room that is being entered. Rejected and abandoned if the server does not accept pages of this origin. A
 * browser does not tell its page why a WebSocket was refused, so the server is asked if entering takes too long.
 * @param {Promise<Room>} entering
 * @param {Membership} membership
 * @param {string} server as from serverAddress()
 * @returns {Promise<Room>}
 */
export function unlessOriginRefused(entering, membership, server) {
  // Outside a page, as in Node, there is no origin to refuse.
  if (typeof location === 'undefined') return entering;
  const { origin } = location;
  const address = server.replace(/^ws/, 'http');
  // The server's own pages are refused where it has not been told the name that they are reached by.
  const flag = address.startsWith(`${origin}/`) || address === origin ? '--public-origin' : '--allow-origin';
  const refusal = () => new ParleyError('origin-refused', `The server at ${address} does not accept pages from ${origin}; `
    + `its operator can allow it with ${flag} ${origin}.`, membership.eventLog());
  return new Promise((resolve, reject) => {
    let isOver = false;
    const timer = setTimeout(async () => {
      if (await isAllowed(address, origin) || isOver) return;
      reject(refusal());
      membership.leave();
    }, ASK_AFTER_MS);
    const end = () => {
      isOver = true;
      clearTimeout(timer);
    };
    entering.finally(end).then(resolve, async (error) => {
      // If the browser is refused at once, it says nothing more than this.
      const isRefused = error.id === 'connection-failed' && !(await isAllowed(address, origin));
      reject(isRefused ? refusal() : error);
    });
  });
}

/**
 * False only if the server says so.
 * @param {string} address
 * @param {string} origin
 */
async function isAllowed(address, origin) {
  try {
    const answer = await fetch(`${address}/origin?${origin}`, { cache: 'no-store' });
    return (await answer.json()).allowed !== false;
  } catch {
    // There is no server, or an older one.
    return true;
  }
}
