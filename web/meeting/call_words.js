/** @import { MessageKey } from '../i18n/translate.js' */
import { refusedOrigin } from '../common/hosting.js';
import { t } from '../i18n/translate.js';

/** The ParleyError ids that people can do something about; all others concern the connection. */
const REASONS = /** @type {const} */ (['room-full', 'sfu-required', 'server-full', 'bad-room-name', 'bad-identity',
  'token-required', 'token-expired', 'room-not-found', 'password-required', 'password-wrong',
  'too-many-guesses', 'room-locked',
  'entry-refused', 'waiting-timeout', 'waiting-room-full', 'too-many-joins', 'room-ended', 'removed', 'duplicate-identity',
  'page-outdated', 'origin-refused']);

/**
 * How other people ended the call, when nothing is wrong with the connection.
 * @type {Record<string, MessageKey>}
 */
const ENDED = {
  'room-locked': 'ended.not-let-in',
  'entry-refused': 'ended.not-let-in',
  'waiting-timeout': 'ended.not-let-in',
  'waiting-room-full': 'ended.not-let-in',
  'room-ended': 'ended.room-ended',
  removed: 'ended.removed',
  'duplicate-identity': 'ended.removed',
};

/** Why no picture or sound comes from someone: RemoteParticipant's reasons. */
const UNREACHABLE = /** @type {const} */ (['no-answer', 'no-candidates', 'no-relay', 'no-path', 'too-many-tracks']);

/**
 * What is wrong with someone's connection, in words for the person; '' for nothing.
 * @param {{ state: string, unreachable: string }} participant
 * @returns {string}
 */
export function connectionWords({ state, unreachable }) {
  if (state === 'reconnecting') return t('call.reconnecting');
  const reason = UNREACHABLE.find((one) => one === unreachable);
  return reason ? t(`peer.${reason}`) : '';
}

/**
 * Why there is no call, in words for the person.
 * @param {Error} error
 * @param {number | null} [most] how many people the room takes, where that is known
 * @returns {string}
 */
export function callErrorWords(error, most = null) {
  const id = 'id' in error ? String(error.id) : '';
  if (id === 'room-full' && most !== null) return t('call.room-full-of', { count: most });
  // The page sends nothing else that a server could find wrong: this one accepts only shorter names (--max-identity-bytes).
  if (id === 'bad-message') return t('call.bad-identity');
  const reason = REASONS.find((one) => one === id);
  if (!reason && id.startsWith('token-')) return t('call.token-invalid');
  return t(`call.${reason ?? 'failed'}`, reason === 'origin-refused' ? refusedOrigin() : {});
}

/**
 * How a call ended, in a few words; null if people did not end it.
 * @param {Error} error
 * @returns {MessageKey | null}
 */
export function endedWords(error) {
  return 'id' in error ? ENDED[String(error.id)] ?? null : null;
}

/**
 * @param {number} size how many people are in the call; 0: there is none
 * @param {boolean} [reconnecting] the server is lost for the moment
 * @returns {string}
 */
export function statusWords(size, reconnecting = false) {
  if (size === 0) return t('call.disconnected');
  if (reconnecting) return t('call.reconnecting');
  return t('call.online', { count: size });
}
