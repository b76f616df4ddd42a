// What is wrong with what somebody has entered, in words for that person; '' if nothing is. PROTOCOL.md has the rules.

import { LONGEST_BYTES, charactersOver } from '../../client-wasm/api/limits.js';
import { spelled } from '../../client-wasm/api/names.js';
import { t } from '../i18n/translate.js';

/**
 * A room's or a person's name that may yet be empty: what can be said while somebody types.
 * @param {'roomName' | 'identity'} kind
 * @param {string} text as it was entered
 * @returns {string}
 */
export function nameProblem(kind, text) {
  const name = spelled(text);
  // Lone surrogates have no UTF-8 at all.
  if (/[\p{Cc}\p{Surrogate}]/u.test(name)) return t('name.characters');
  const excess = charactersOver(name, LONGEST_BYTES[kind]);
  return excess > 0 ? t('name.too-long', { count: excess }) : '';
}

/** @param {string} text @returns {string} */
export function passwordProblem(text) {
  const excess = charactersOver(text, LONGEST_BYTES.password);
  return excess > 0 ? t('password.too-long', { count: excess }) : '';
}
