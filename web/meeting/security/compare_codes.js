/** @import { Call } from '../call.js' */
/** @import { Messages } from '../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { forEveryone } from '../call.js';
import { readText } from '../messaging/read.js';
import { codeOf, commitmentTo, newNonce } from './compare_code.js';

/** Characters of a nonce or a commitment. */
const LONGEST = 64;

/**
 * How far the exchange with one participant is, from when it was reached on. The other's commitment and nonce
 * are taken once: whoever is in between has one try.
 * `hasCommitted`, `hasRevealed`: this side.
 * @typedef {{ nonce: string, hasCommitted: boolean, commitment: string, hasRevealed: boolean, code: string }} Exchange
 */

/**
 * A code for each of the others, which is the same on both sides if nobody is in between. Each side first sends a
 * commitment to a random number (`code-commit`) and, once it has the other's, the number (`code-reveal`). Tells `change`.
 */
export class CompareCodes extends EventTarget {
  #call;
  #messages;
  /** @type {Map<RemoteParticipant, Exchange>} */
  #exchanges = new Map();

  /** @param {{ call: Call, messages: Messages }} page */
  constructor({ call, messages }) {
    super();
    this.#call = call;
    this.#messages = messages;
    messages.on('code-commit', ({ commitment }, from) => this.#committed(from, readText(commitment, LONGEST)));
    messages.on('code-reveal', ({ nonce }, from) => this.#revealed(from, readText(nonce, LONGEST)).catch(reportError));
    messages.addEventListener('reached', (event) => {
      this.#begin(/** @type {CustomEvent<RemoteParticipant>} */ (event).detail).catch(reportError);
    });
    forEveryone(call, { came() {}, went: (participant) => this.#exchanges.delete(participant) });
  }

  /** @param {RemoteParticipant} participant @returns {string} '' while there is none */
  of(participant) {
    return this.#exchanges.get(participant)?.code ?? '';
  }

  /** @param {RemoteParticipant} participant whose connection is a new one */
  async #begin(participant) {
    // Pages that came unprotected have no such thing.
    if (!globalThis.crypto?.subtle) return;
    const before = this.#exchanges.get(participant);
    const exchange = { nonce: newNonce(), hasCommitted: false, commitment: '', hasRevealed: false, code: '' };
    this.#exchanges.set(participant, exchange);
    if (before?.code) this.dispatchEvent(new Event('change'));
    const commitment = await commitmentTo(exchange.nonce);
    if (this.#exchanges.get(participant) !== exchange) return;
    this.#messages.send({ type: 'code-commit', to: participant.sid, commitment });
    exchange.hasCommitted = true;
    this.#reveal(participant, exchange);
  }

  /**
   * @param {RemoteParticipant} from
   * @param {string} commitment
   */
  #committed(from, commitment) {
    const exchange = this.#exchanges.get(from);
    if (!exchange || exchange.commitment || !commitment) return;
    exchange.commitment = commitment;
    this.#reveal(from, exchange);
  }

  /**
   * As soon as both sides have committed themselves.
   * @param {RemoteParticipant} to
   * @param {Exchange} exchange
   */
  #reveal({ sid }, exchange) {
    if (!exchange.hasCommitted || !exchange.commitment || exchange.hasRevealed) return;
    exchange.hasRevealed = true;
    this.#messages.send({ type: 'code-reveal', to: sid, nonce: exchange.nonce });
  }

  /**
   * @param {RemoteParticipant} from
   * @param {string} nonce
   */
  async #revealed(from, nonce) {
    const exchange = this.#exchanges.get(from);
    const own = this.#call.room?.localParticipant.sid;
    if (!exchange || !own || exchange.code || !exchange.commitment) return;
    const { fingerprints } = from;
    const commitment = await commitmentTo(nonce);
    const code = await codeOf({ sid: own, fingerprints: fingerprints.own, nonce: exchange.nonce },
      { sid: from.sid, fingerprints: fingerprints.others, nonce });
    const isCurrent = this.#exchanges.get(from) === exchange && !exchange.code;
    if (!isCurrent || commitment !== exchange.commitment) return;
    exchange.code = code;
    this.dispatchEvent(new Event('change'));
  }
}
