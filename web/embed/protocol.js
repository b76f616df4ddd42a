/**
 * The messages between a frame with a meeting and the embedding page, sent by `postMessage()` as
 * `{ parley: … }`; docs/embedding.md describes them for others.
 *
 * To the frame:
 * @typedef {{ type: 'hello' } | Order} Command
 * @typedef {{ type: 'join', name?: string } | { type: 'leave' }
 *   | { type: 'microphone', on: boolean } | { type: 'camera', on: boolean } | { type: 'screen', on: boolean }
 *   | { type: 'name', name: string }} Order
 *
 * From the frame: when its page has come, when that goes, and to a page around it that may not steer it
 * @typedef {{ type: 'hello' } | { type: 'goodbye' } | { type: 'refused' }} Greeting
 *
 * and after it was greeted:
 * @typedef {{ sid: string, identity: string }} Person
 * @typedef {{ type: 'state', phase: 'ready' | 'connecting' | 'waiting' | 'in-call', room: string, microphone: boolean,
 *   camera: boolean, screen: boolean, self: Person | null, participants: Person[], error: string }} State
 */

/**
 * What a message says, if it is one of ours.
 * @template {{ type: string }} T
 * @param {unknown} data
 * @returns {T | null}
 */
export function contentOf(data) {
  if (typeof data !== 'object' || data === null || !('parley' in data)) return null;
  const { parley } = data;
  if (typeof parley !== 'object' || parley === null || !('type' in parley)) return null;
  return typeof parley.type === 'string' ? /** @type {T} */ (parley) : null;
}
