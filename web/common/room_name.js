import { spelled } from '../../client-wasm/api/names.js';
import { t } from '../i18n/translate.js';
import { nameProblem } from './text_problems.js';

/**
 * What is wrong with a room's name (see the rule in PROTOCOL.md), in words for the person who typed
 * it; '' if nothing is.
 * @param {string} name
 * @returns {string}
 */
export function roomNameProblem(name) {
  if (name === '') return t('room-name.empty');
  if (name === '.' || name === '..') return t('room-name.dots');
  return nameProblem('roomName', name);
}

/**
 * The name of the room that a meeting's address stands for, as the server writes it: the last part of /room/NAME, or ?room=.
 * @param {URL | Location} address
 * @returns {string} '' if there is none
 */
export function roomNameIn({ pathname, search }) {
  const [, segment] = /\/room\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (segment === undefined) return spelled(new URLSearchParams(search).get('room') ?? '');
  try {
    return spelled(decodeURIComponent(segment));
  } catch {
    return '';
  }
}
