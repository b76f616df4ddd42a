/** @import { Membership } from './membership.js' */
/** @import { Room } from './room.js' */
import { ParleyError } from './errors.js';

/** Who has not entered by then is asking the server why. */
const ASK_AFTER_MS = 1500;

/**
 * The room that is being entered; rejected, and given up, where the server takes no page of this origin. A browser
 * tells its page nothing of why a WebSocket was refused, so the server is asked where it takes longer than it should.
 * @param {Promise<Room>} entering
 * @param {Membership} membership
 * @param {string} server as serverAddress() has it
 * @returns {Promise<Room>}
 */
export function unlessOriginRefused(entering, membership, server) {
  // Outside of a page, as in Node, nobody has an origin to refuse.
  if (typeof location === 'undefined') return entering;
  const { origin } = location;
  const address = server.replace(/^ws/, 'http');
  const refusal = () => new ParleyError('origin-refused', `The server at ${address} does not accept pages from ${origin}; `
    + `its operator can allow it with --allow-origin ${origin}.`, membership.eventLog());
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
      // Where the browser is refused at once, that is all that it says.
      const isRefused = error.id === 'connection-failed' && !(await isAllowed(address, origin));
      reject(isRefused ? refusal() : error);
    });
  });
}

/**
 * False only where the server says so.
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
