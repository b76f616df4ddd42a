import { warmUpConnections } from '../platform/warm_up.js';
import { toWellFormed } from '../platform/well_formed.js';
import { loadModule } from './loader.js';
import { roomNameOf } from './names.js';
import { rehearse } from './rehearsal.js';
import { RoomPreview } from './room_preview.js';
import { serverAddress } from './server_address.js';

let rehearsed = false;

/**
 * Loads and warms up what `connect()` will need, so that a join later is quick. With the `name` of a
 * room it also looks at that room: the way to the server is then open before someone presses "join",
 * and the page can say who is there. Nobody in the room sees that. `connect()` to the same room goes
 * on from there.
 * @param {{ name?: string, server?: string, token?: string }} [options] as with `connect()`; where
 *   the server asks for a token, there is no looking without one
 * @returns {Promise<RoomPreview | null>} when the module is there; null without a room, and where
 *   the module cannot be had, which is told to whoever connects
 */
export async function preload(options = {}) {
  const server = serverAddress(options.server);
  try {
    const module = await loadModule();
    const { name, token = '' } = options;
    const preview = name === undefined
      ? null
      : new RoomPreview(module, server, roomNameOf(name), toWellFormed(token));
    // While the socket opens.
    if (!rehearsed) {
      rehearsed = true;
      rehearse(module);
      // Where there is no WebRTC, connect() says so.
      warmUpConnections().catch(() => {});
    }
    return preview;
  } catch {
    // connect() will try again.
    return null;
  }
}
