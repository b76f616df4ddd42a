import { readFields, readWhole } from '../../messaging/read.js';
import { readFileNumber } from '../files/shared_file.js';
import { CHAT_LIMITS } from '../limits.js';
import { isSigned, readAuthor, readDigest, readPublicKey, readSignature } from './signing_key.js';

/**
 * What is said, as its author has written and signed it. It is handed on as it is, because any change would break the
 * signature; what people see of it is cleaned first (entry.js).
 * @typedef {object} Said
 * @property {number} number authors count what they say from 1
 * @property {string} name of the author
 * @property {string} text
 * @property {{ number: number, name: string, size: number, digest: string }} [file] that comes along
 *
 * @typedef {Said & { author: string, key: string, signature: string }} SignedEntry
 */

/**
 * What is signed of an entry.
 * @param {Said & { author: string }} said
 * @param {string} room its name: what is said in one room cannot be brought into another
 */
export function statementOf({ author, number, name, text, file }, room) {
  const about = file ? [file.number, file.name, file.size, file.digest] : null;
  return ['parley-chat', room, author, number, name, text, about];
}

/**
 * @param {SignedEntry} entry
 * @param {string} room
 */
export function isBySpeaker(entry, room) {
  return isSigned(entry, statementOf(entry, room));
}

/**
 * @param {unknown} value out of a message of somebody's
 * @returns {SignedEntry | null} where it is none; otherwise it remains to be seen whether it is signed
 */
export function readSignedEntry(value) {
  const fields = readFields(value);
  const author = readAuthor(fields.author);
  const key = readPublicKey(fields.key);
  const signature = readSignature(fields.signature);
  const number = readWhole(fields.number, 1, CHAT_LIMITS.number);
  const name = readWritten(fields.name, CHAT_LIMITS.name);
  const text = readWritten(fields.text, CHAT_LIMITS.text);
  if (author === null || key === null || signature === null || number === null || name === null || text === null) return null;
  const entry = { author, key, signature, number, name, text };
  if (fields.file === undefined) return entry;
  const file = readOfferedFile(fields.file);
  return file && { ...entry, file };
}

/**
 * @param {unknown} value
 * @returns {NonNullable<Said['file']> | null}
 */
function readOfferedFile(value) {
  const fields = readFields(value);
  const number = readFileNumber(fields.number);
  const size = readWhole(fields.size, 0, CHAT_LIMITS.fileBytes);
  const name = readWritten(fields.name, CHAT_LIMITS.fileName);
  const digest = readDigest(fields.digest);
  return number === null || size === null || name === null || digest === null ? null : { number, name, size, digest };
}

/**
 * @param {unknown} value
 * @param {number} most characters
 */
function readWritten(value, most) {
  return typeof value === 'string' && value.length <= most ? value : null;
}
