import { readWhole } from '../../messaging/read.js';
import { cleanText } from '../chat_text.js';
import { endOf } from '../cutting.js';
import { CHAT_LIMITS } from '../limits.js';

/**
 * A file that someone offers in the chat.
 * @typedef {object} SharedFile
 * @property {number} number which of the owner's files, from 1
 * @property {string} name
 * @property {number} size in bytes
 * @property {string} digest of what is in it (FileDigest)
 */

/**
 * @param {unknown} value
 * @returns {number | null} null where it is no file's number
 */
export function readFileNumber(value) {
  return readWhole(value, 1, CHAT_LIMITS.fileNumber);
}

/**
 * A name under which a file can be saved anywhere.
 * @param {unknown} name
 */
export function fileName(name) {
  const safe = cleanText(name).replace(/[\\/:*?"<>|\n\t]/g, '_');
  // Its end says what kind of file it is. The dots last: the cut may have brought one to the front.
  return endOf(safe, CHAT_LIMITS.fileName).replace(/^[.\p{Cs}]+/u, '') || 'file';
}
