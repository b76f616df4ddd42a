/** @import { Call } from '../call.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Messages } from './messages.js' */
import { forEveryone } from '../call.js';

/**
 * A flag of each participant, such as a raised hand, which everyone knows, including those who come
 * later. Emits `change` with `{ participant, on }` as `detail`.
 */
export class SharedState extends EventTarget {
  #messages;
  #type;
  /** @type {Set<RemoteParticipant>} */
  #others = new Set();
  #mine = false;

  /**
   * @param {{ call: Call, messages: Messages }} page
   * @param {string} type of the messages that tell it
   */
  constructor({ call, messages }, type) {
    super();
    this.#messages = messages;
    this.#type = type;
    messages.on(type, ({ on }, from) => this.#learn(from, on === true));
    messages.addEventListener('reached', (event) => {
      const { detail } = /** @type {CustomEvent<RemoteParticipant>} */ (event);
      if (this.#mine) messages.send({ type, on: true, to: detail.sid });
    });
    forEveryone(call, { came() {}, went: (participant) => this.#learn(participant, false) });
    call.addEventListener('left', () => (this.#mine = false));
  }

  get mine() {
    return this.#mine;
  }

  set mine(on) {
    if (on === this.#mine) return;
    this.#mine = on;
    this.#messages.send({ type: this.#type, on });
  }

  /** Of whom it is so, in the order in which it became so. @returns {RemoteParticipant[]} */
  get others() {
    return [...this.#others];
  }

  /**
   * @param {RemoteParticipant} participant
   * @param {boolean} on
   */
  #learn(participant, on) {
    if (this.#others.has(participant) === on) return;
    if (on) this.#others.add(participant);
    else this.#others.delete(participant);
    this.dispatchEvent(new CustomEvent('change', { detail: { participant, on } }));
  }
}
