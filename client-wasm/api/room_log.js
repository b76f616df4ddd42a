/** @import { ConnectOptions } from './connect_options.js' */
/** @import { Room } from './room.js' */
import { callPage } from './call_page.js';
import { Logger } from './logger.js';

/**
 * What the option `eventListener` receives as "event".
 * @typedef {object} SignalingEvent
 * @property {string} name
 * @property {'room'} group
 * @property {'info' | 'warning' | 'error'} level
 * @property {number} elapsedTime milliseconds since connect()
 * @property {number} timestamp
 * @property {Record<string, unknown>} payload
 */

/**
 * Reports each change in a room's life to the page's logger and its `eventListener`, one line each.
 * @param {ConnectOptions} options
 * @returns {{ entered(room: Room): void, failed(error: unknown, isCancelled: boolean): void }}
 */
export function roomLog({ loggerName = 'twilio-video', logLevel, eventListener }) {
  const logger = Logger.getLogger(loggerName);
  if (typeof logLevel === 'string') logger.setLevel(logLevel);
  const start = performance.now();
  /** @param {string} name @param {'info' | 'warning' | 'error'} level @param {Record<string, unknown>} payload */
  const report = (name, level, payload) => {
    // Its methods may be the page's, too. Errors in reporting must not affect entering the room.
    callPage(() => logger[level === 'warning' ? 'warn' : level](name, payload));
    /** @type {SignalingEvent} */
    const event = {
      name, group: 'room', level, elapsedTime: performance.now() - start, timestamp: Date.now(), payload,
    };
    callPage(() => {
      if (typeof eventListener?.emit === 'function') eventListener.emit('event', event);
    });
  };
  return {
    entered(room) {
      const { sid, name, localParticipant } = room;
      report('connected', 'info', { roomSid: sid, roomName: name, participantSid: localParticipant.sid });
      room.on('reconnecting', () => report('reconnecting', 'warning', { roomSid: sid }));
      room.on('reconnected', () => report('reconnected', 'info', { roomSid: sid }));
      room.on('disconnected', (/** @type {Room} */ _, /** @type {{ code?: number } | undefined} */ error) => {
        report('disconnected', error ? 'error' : 'info', { roomSid: sid, code: error?.code });
      });
    },
    failed(error, isCancelled) {
      // If the page itself has cancelled, that is not an error.
      report('failed', isCancelled ? 'info' : 'error', { message: error instanceof Error ? error.message : String(error) });
    },
  };
}
