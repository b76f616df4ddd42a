/** @import { Call } from '../call.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Room } from '../../../client-wasm/api/room.js' */
/** @import { Authors } from './authors.js' */
import { forEveryone } from '../call.js';
import { HistoryTerms } from './history_terms.js';
import { isProven, readIntroduction } from './signing/voice.js';

/**
 * @typedef {object} Peer
 * @property {HistoryTerms} terms
 * @property {Promise<void>} turn when everything that it has sent so far is read
 * @property {boolean} isDistrusted people have been told so
 *
 * @typedef {{ from: RemoteParticipant, peer: Peer, room: Room }} Sender
 */

/** The others in the call, and which authors they have proven to be. */
export class Peers {
  #call;
  #authors;
  /** @type {Map<RemoteParticipant, Peer>} */
  #peers = new Map();

  /**
   * @param {Call} call
   * @param {Authors} authors
   */
  constructor(call, authors) {
    this.#call = call;
    this.#authors = authors;
    forEveryone(call, {
      came: (one) => this.#peers.set(one, { terms: new HistoryTerms(), turn: Promise.resolve(), isDistrusted: false }),
      went: (one) => {
        this.#peers.delete(one);
        authors.drop(one.sid);
      },
    });
  }

  /** @param {RemoteParticipant} participant */
  termsWith(participant) {
    return this.#peers.get(participant)?.terms;
  }

  /**
   * Looking at signatures takes time; what one participant sends is read in its order all the same.
   * @param {RemoteParticipant} from
   * @param {(sender: Sender) => Promise<void>} read is called where that one is still here
   */
  inTurn(from, read) {
    const peer = this.#peers.get(from);
    const { room } = this.#call;
    if (!peer || !room) return;
    const sender = { from, peer, room };
    peer.turn = peer.turn.then(() => (this.isHere(sender) ? read(sender) : undefined)).catch(reportError);
  }

  /** @param {Sender} sender */
  isHere({ from, peer, room }) {
    return room === this.#call.room && this.#peers.get(from) === peer;
  }

  /**
   * A participant says which author it is.
   * @param {unknown} message
   * @param {Sender} sender
   * @returns {Promise<'known' | 'met' | 'false'>} `met` where it was not known before, `false` where it is not true
   */
  async meet(message, sender) {
    const introduction = readIntroduction(message);
    if (!introduction) return 'false';
    const { author } = introduction;
    const { sid } = sender.from;
    if (this.#authors.of(sid) === author) return 'known';
    const isTrue = await isProven(introduction, sender.room.name, sid);
    return isTrue && this.isHere(sender) && this.#authors.claim(sid, author) ? 'met' : 'false';
  }
}
