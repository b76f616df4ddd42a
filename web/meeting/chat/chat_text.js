import { hasSomethingToSee } from '../../../client-wasm/api/names.js';
import { beginningOf } from './cutting.js';
import { CHAT_LIMITS } from './limits.js';

// Those that turn the writing direction of what follows, those that are not seen, and halves of
// characters; a line break and a tab may stay (Unicode TR 36, section 2.5; TR 9).
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cs}]/gu;

/**
 * A text as it may be shown: without what changes how other text looks, and not too long.
 * @param {unknown} text
 * @param {number} [most] characters
 * @returns {string} '' where nothing is left
 */
export function cleanText(text, most = CHAT_LIMITS.text) {
  if (typeof text !== 'string') return '';
  const clean = beginningOf(text, most).replaceAll('\r\n', '\n').replace(UNSEEN, '').trim();
  return hasSomethingToSee(clean) ? clean : '';
}

/**
 * What the person has written, as it would be sent.
 * @param {string} text
 * @returns {{ text: string, excess: number }} `excess`: so many characters more than a message may have
 */
export function writtenText(text) {
  const clean = cleanText(text, Infinity);
  return { text: clean, excess: Math.max(0, clean.length - CHAT_LIMITS.text) };
}
