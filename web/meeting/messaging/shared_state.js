/** @import { Call } from '../call.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Messages } from './messages.js' */
import { forEveryone } from '../call.js';
import { readAmount } from './read.js';

/** Longer than any call is. */
const LONGEST_MS = 7 * 24 * 3600_000;

/**
 * A flag of each participant, such as a raised hand, which everyone knows, including those who come later; and for how
 * long it has been up, so that all know the order. Emits `change` with `{ participant, on }` as `detail`.
 */
export class SharedState extends EventTarget {
  #messages;
  #type;
  /** Since when, by this page's clock. @type {Map<RemoteParticipant, number>} */
  #others = new Map();
  /** @type {number | null} */
  #since = null;

  /**
   * @param {{ call: Call, messages: Messages }} page
   * @param {string} type of the messages that tell it
   */
  constructor({ call, messages }, type) {
    super();
    this.#messages = messages;
    this.#type = type;
    messages.on(type, ({ on, age }, from) => this.#learn(from, on === true, readAmount(age, 0, LONGEST_MS)));
    messages.addEventListener('reached', (event) => {
      const { detail } = /** @type {CustomEvent<RemoteParticipant>} */ (event);
      if (this.#since === null) return;
      // Clocks differ, and what has passed is the same by all of them.
      const age = Math.round(performance.now() - this.#since);
      messages.send({ type, on: true, age, to: detail.sid });
    });
    forEveryone(call, { came() {}, went: (participant) => this.#learn(participant, false, 0) });
    call.addEventListener('left', () => (this.#since = null));
  }

  get mine() {
    return this.#since !== null;
  }

  set mine(on) {
    if (on === this.mine) return;
    this.#since = on ? performance.now() : null;
    this.#messages.send({ type: this.#type, on });
  }

  /** Of whom it is so, in the order in which it became so. @returns {RemoteParticipant[]} */
  get others() {
    return this.inOrder.filter((one) => one !== null);
  }

  /** As `others`, and null for oneself. @returns {(RemoteParticipant | null)[]} */
  get inOrder() {
    /** @type {[RemoteParticipant | null, number][]} */
    const all = [...this.#others];
    if (this.#since !== null) all.push([null, this.#since]);
    return all.sort(([, left], [, right]) => left - right).map(([one]) => one);
  }

  /**
   * @param {RemoteParticipant} participant
   * @param {boolean} on
   * @param {number} age in milliseconds
   */
  #learn(participant, on, age) {
    if (this.#others.has(participant) === on) return;
    if (on) this.#others.set(participant, performance.now() - age);
    else this.#others.delete(participant);
    this.dispatchEvent(new CustomEvent('change', { detail: { participant, on } }));
  }
}
