/** @import { Said, SignedEntry } from './signed_entry.js' */
import { readFields } from '../../messaging/read.js';
import { statementOf } from './signed_entry.js';
import { isSigned, readAuthor, readPublicKey, readSignature, SigningKey } from './signing_key.js';

/** How a participant proves to be an author. @typedef {{ author: string, key: string, proof: string }} Introduction */

/**
 * What is signed by somebody who speaks as an author: another participant who repeats it proves nothing.
 * @param {string} author
 * @param {string} room its name
 * @param {string} sid of the participant
 */
const claimOf = (author, room, sid) => ['parley author', room, author, sid];

/** Speaks for the person in one call. */
export class Voice {
  #key;
  #room;
  #lastNumber = 0;
  /** @type {Introduction} */
  introduction;

  /**
   * @param {string} room its name
   * @param {string} sid of the person as a participant
   */
  static async create(room, sid) {
    const key = await SigningKey.create();
    const { author, publicKey } = key;
    const proof = await key.sign(claimOf(author, room, sid));
    return new Voice(key, room, { author, key: publicKey, proof });
  }

  /**
   * @param {SigningKey} key
   * @param {string} room
   * @param {Introduction} introduction
   */
  constructor(key, room, introduction) {
    this.#key = key;
    this.#room = room;
    this.introduction = introduction;
  }

  get author() {
    return this.#key.author;
  }

  /**
   * Signs what is said next.
   * @param {Omit<Said, 'number'>} what
   * @returns {Promise<SignedEntry>}
   */
  async sign(what) {
    const { author, publicKey: key } = this.#key;
    const said = { ...what, number: ++this.#lastNumber };
    const signature = await this.#key.sign(statementOf({ ...said, author }, this.#room));
    return { author, key, ...said, signature };
  }
}

/**
 * @param {unknown} value a message of somebody's
 * @returns {Introduction | null} where it is none; otherwise it remains to be seen whether it is true
 */
export function readIntroduction(value) {
  const fields = readFields(value);
  const author = readAuthor(fields.author);
  const key = readPublicKey(fields.key);
  const proof = readSignature(fields.proof);
  return author === null || key === null || proof === null ? null : { author, key, proof };
}

/**
 * Whether that participant holds the author's key.
 * @param {Introduction} introduction
 * @param {string} room its name
 * @param {string} sid
 */
export function isProven({ author, key, proof }, room, sid) {
  return isSigned({ author, key, signature: proof }, claimOf(author, room, sid));
}
