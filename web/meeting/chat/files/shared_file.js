import { cleanText } from '../chat_text.js';

/** Bytes; a file is held in memory by everyone who takes it. */
export const LARGEST_FILE = 200 * 1024 * 1024;

const LONGEST_FILE_NAME = 255;

/**
 * A file that someone offers in the chat.
 * @typedef {object} SharedFile
 * @property {number} number which of the owner's files, from 1
 * @property {string} name
 * @property {number} size in bytes
 */

/**
 * A file out of a message of somebody's.
 * @param {unknown} value
 * @returns {SharedFile | null} where it is none
 */
export function readFile(value) {
  const { number, name, size } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (!Number.isSafeInteger(number) || Number(number) < 1 || Number(number) > 0xffffffff) return null;
  if (!Number.isSafeInteger(size) || Number(size) < 0 || Number(size) > LARGEST_FILE) return null;
  return { number: Number(number), name: fileName(name), size: Number(size) };
}

/**
 * A name under which a file can be saved anywhere.
 * @param {unknown} name
 */
export function fileName(name) {
  const safe = cleanText(name).replace(/[\\/:*?"<>|\n\t]/g, '_').replace(/^\.+/, '');
  return safe.slice(-LONGEST_FILE_NAME) || 'file';
}
