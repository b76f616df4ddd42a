/** @import { Room } from '../../../client-wasm/api/room.js' */
/** @import { Report } from './sample.js' */

/**
 * What the library measures of every connection; nothing where it is one that does not measure.
 * @param {Room | null} room
 * @returns {Promise<Report[]>}
 */
export async function reportsOf(room) {
  return (await Reflect.get(room ?? {}, 'getStats')?.call(room)) ?? [];
}
