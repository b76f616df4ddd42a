/** @import { Room } from '../../../client-wasm/api/room.js' */
/** @import { Report } from './sample.js' */

/**
 * What the library measures of every connection.
 * @param {Room | null} room
 * @returns {Promise<Report[]>}
 */
export async function reportsOf(room) {
  return (await room?.getStats()) ?? [];
}
