import { openConnections } from '../platform/peer_connection.js';
import { loadModule } from './loader.js';

/**
 * What the library holds at this moment; all of it is let go of with its room. For tests.
 * @returns {Promise<{ clients: number, connections: number }>}
 */
export async function liveObjects() {
  const { liveClients } = await loadModule();
  return { clients: liveClients(), connections: openConnections() };
}
