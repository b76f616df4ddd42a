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
const claimOf = (author, room, sid) => ['parley-author', room, author, sid];

/** Speaks for the person in one call. */
export class Voice {
  #key;
  #room;
  #lastNumber = 0;
  /** By the person's sid, which is another where the person had to enter again. @type {Map<string, Promise<string>>} */
  #proofs = new Map();

  /** @param {string} room its name */
  static async create(room) {
    return new Voice(await SigningKey.create(), room);
  }

  /**
   * @param {SigningKey} key
   * @param {string} room
   */
  constructor(key, room) {
    this.#key = key;
    this.#room = room;
  }

  /**
   * @param {string} sid of the person as a participant
   * @returns {Promise<Introduction>}
   */
  async introduceAs(sid) {
    const { author, publicKey: key } = this.#key;
    const proof = this.#proofs.get(sid) ?? this.#key.sign(claimOf(author, this.#room, sid));
    this.#proofs.set(sid, proof);
    return { author, key, proof: await proof };
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
