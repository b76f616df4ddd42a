import { t } from '../i18n/translate.js';

/** What people can do something about, of ParleyError's ids; all else is the connection's. */
const REASONS = /** @type {const} */ (['room-full', 'server-full', 'bad-room-name', 'bad-identity',
  'token-required', 'token-expired', 'room-not-found']);

/** Why no picture or sound comes from someone: RemoteParticipant's reasons. */
const UNREACHABLE = /** @type {const} */ (['no-answer', 'no-candidates', 'no-relay', 'no-path']);

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
 * @returns {string}
 */
export function callErrorWords(error) {
  const id = 'id' in error ? String(error.id) : '';
  const reason = REASONS.find((one) => one === id);
  if (!reason && id.startsWith('token-')) return t('call.token-invalid');
  return t(`call.${reason ?? 'failed'}`);
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
