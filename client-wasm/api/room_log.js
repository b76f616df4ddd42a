/** @import { ConnectOptions } from './connect_options.js' */
/** @import { ParleyError } from './errors.js' */
/** @import { LogLevel } from './logger.js' */
/** @import { Room } from './room.js' */
import { callPage } from './call_page.js';
import { Logger } from './logger.js';

/** @typedef {'info' | 'warning' | 'error'} Level */

/**
 * What the option `eventListener` receives as "event". Those of the group "signaling" are as in twilio-video.js: early,
 * connecting, open, closed.
 * @typedef {object} SignalingEvent
 * @property {string} name
 * @property {'room' | 'signaling'} group
 * @property {Level} level
 * @property {number} elapsedTime milliseconds since connect()
 * @property {number} timestamp
 * @property {Record<string, unknown>} [payload]
 */

/** Why the signalling ended, as twilio-video.js says it; anything else is "remote". @type {Record<number, string>} */
const REASONS = { 53000: 'failed', 53001: 'failed', 53002: 'timeout', 53005: 'busy' };

/** How often connect() was called. */
let calls = 0;

/**
 * Reports each change in a room's life to the page's logger and its `eventListener`, one line each.
 * @param {ConnectOptions} options
 * @returns {{ entered(room: Room): void, failed(error: unknown, isCancelled: boolean): void }}
 */
export function roomLog({ loggerName = 'twilio-video', logLevel, eventListener }) {
  const emitter = /** @type {{ emit?: Function } | undefined} */ (eventListener);
  const logger = Logger.getLogger(loggerName);
  const level = (typeof logLevel === 'object' ? logLevel?.default : logLevel) || 'warn';
  logger.setDefaultLevel(/** @type {LogLevel} */ (level === 'off' ? 'silent' : level));
  const start = performance.now();
  const component = `[connect #${++calls}]`;

  /** @param {'info' | 'warn' | 'error'} method @param {string} message @param {object} data */
  const write = (method, message, data) => {
    // Its methods may be the page's, too.
    callPage(() => logger[method](new Date().toISOString(), method, component, message, data));
  };
  /** @param {'room' | 'signaling'} group @param {string} name @param {Level} level @param {Record<string, unknown>} [payload] */
  const emit = (group, name, level, payload) => {
    /** @type {SignalingEvent} */
    const event = { name, group, level, elapsedTime: performance.now() - start, timestamp: Date.now(), ...(payload && { payload }) };
    if (group === 'signaling') write('info', 'event', event);
    // Errors in reporting must not affect entering the room.
    callPage(() => {
      if (typeof emitter?.emit === 'function') emitter.emit('event', event);
    });
  };
  /** @param {string} name @param {Level} level @param {Record<string, unknown>} payload */
  const report = (name, level, payload) => {
    write(level === 'warning' ? 'warn' : level, name, payload);
    emit('room', name, level, payload);
  };
  const opening = () => {
    emit('signaling', 'early', 'info');
    emit('signaling', 'connecting', 'info');
  };
  /** @param {string} reason */
  const closed = (reason) => emit('signaling', 'closed', reason === 'local' ? 'info' : 'error', { reason });

  opening();
  return {
    entered(room) {
      const { sid, name, localParticipant } = room;
      emit('signaling', 'open', 'info');
      report('connected', 'info', { roomSid: sid, roomName: name, participantSid: localParticipant.sid });
      room.on('reconnecting', () => {
        closed('failed');
        opening();
        report('reconnecting', 'warning', { roomSid: sid });
      });
      room.on('reconnected', () => {
        emit('signaling', 'open', 'info');
        report('reconnected', 'info', { roomSid: sid });
      });
      room.on('disconnected', (/** @type {Room} */ _, /** @type {ParleyError | undefined} */ error) => {
        closed(error ? reasonOf(error) : 'local');
        report('disconnected', error ? 'error' : 'info', { roomSid: sid, code: error?.code });
      });
    },
    failed(error, isCancelled) {
      closed(isCancelled ? 'local' : reasonOf(error));
      // If the page itself has cancelled, that is not an error.
      report('failed', isCancelled ? 'info' : 'error', { message: error instanceof Error ? error.message : String(error) });
    },
  };
}

/** @param {unknown} error */
function reasonOf(error) {
  return REASONS[/** @type {{ code?: number }} */ (error).code ?? 0] ?? 'remote';
}
