import { warmUpConnections } from '../platform/warm_up.js';
import { toWellFormed } from '../platform/well_formed.js';
import { loadModule } from './loader.js';
import { roomNameOf } from './names.js';
import { rehearse } from './rehearsal.js';
import { RoomPreview } from './room_preview.js';
import { serverAddress } from './server_address.js';

let rehearsed = false;

/**
 * Loads and warms up what `connect()` will need, so that joining later is quick. With the `name` of a
 * room it also previews that room: the connection to the server is then open before someone presses
 * "join", and the page can say who is in the room. Nobody in the room sees that. `connect()` to the same
 * room continues from there.
 * @param {{ name?: string, server?: string, token?: string }} [options] as with `connect()`; if
 *   the server requires a token, a preview needs one too
 * @returns {Promise<RoomPreview | null>} resolves when the module is loaded; null without a room, or if
 *   the module cannot be loaded, which `connect()` then reports
 */
export async function preload(options = {}) {
  const server = serverAddress(options.server, options.token);
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
      // If there is no WebRTC, connect() says so.
      warmUpConnections().catch(() => {});
    }
    return preview;
  } catch {
    // connect() will try again.
    return null;
  }
}
