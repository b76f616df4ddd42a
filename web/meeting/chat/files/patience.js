/** @import { IncomingFile } from './incoming_file.js' */
import { CHAT_LIMITS } from '../limits.js';

/** Asks again for missing pieces of a file, and gives up after a while. @param {IncomingFile} incoming */
export function askAgain(incoming) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let attempts = 0;
  let received = 0;
  incoming.addEventListener('change', () => {
    clearTimeout(timer);
    if (incoming.state !== 'arriving' || incoming.received !== received) attempts = 0;
    received = incoming.received;
    // On a slow line what was asked for is still on its way; more of the same would only delay it.
    if (incoming.state === 'arriving') timer = setTimeout(ask, CHAT_LIMITS.pieceMs * 2 ** attempts);
  });
  function ask() {
    attempts += 1;
    if (attempts >= CHAT_LIMITS.fileAttempts) incoming.stall();
    else incoming.resume();
  }
}
