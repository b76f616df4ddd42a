import { openConnections } from '../platform/peer_connection.js';
import { loadModule } from './loader.js';

/**
 * What the library currently holds; it releases everything along with its room. For tests.
 * @returns {Promise<{ clients: number, connections: number }>}
 */
export async function liveObjects() {
  const { liveClients } = await loadModule();
  return { clients: liveClients(), connections: openConnections() };
}
