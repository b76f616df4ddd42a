/** @import { Call } from '../call.js' */
/** @import { Messages } from '../messaging/messages.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { SharedState } from '../messaging/shared_state.js';

/** A host's word that a hand is to come down: that of the participant named by `to`, or everyone's. */
const LOWER = 'hand-lower';

/**
 * Who would like to speak, in the order in which they raised their hands. Events:
 * - `raised` with `{ participant, on }` as `detail`, when one of the others raises or lowers a hand;
 * - `change` when the order is another;
 * - `lowered` when a host has lowered one's own.
 */
export class RaisedHands extends EventTarget {
  #call;
  #messages;
  #state;

  /** @param {{ call: Call, messages: Messages }} page */
  constructor({ call, messages }) {
    super();
    this.#call = call;
    this.#messages = messages;
    this.#state = new SharedState({ call, messages }, 'hand');
    this.#state.addEventListener('change', (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      this.dispatchEvent(new CustomEvent('raised', { detail }));
      this.#changed();
    });
    messages.on(LOWER, (_, from) => {
      // Anyone can send it; who is host is the server's to say.
      if (!from.isHost || !this.mine) return;
      this.mine = false;
      this.dispatchEvent(new Event('lowered'));
    });
    call.addEventListener('left', () => this.#changed());
  }

  /** Whether one's own hand is up. */
  get mine() {
    return this.#state.mine;
  }

  set mine(on) {
    this.#state.mine = on;
    this.#changed();
  }

  /** Who would like to speak, first come first; null is oneself. */
  get queue() {
    return this.#state.inOrder;
  }

  /** For a host: lowers somebody's hand. @param {RemoteParticipant} participant */
  lower({ sid }) {
    this.#messages.send({ type: LOWER, to: sid });
  }

  /** For a host: lowers every hand. */
  lowerAll() {
    if (!this.#call.isHost) return;
    if (this.#state.others.length > 0) this.#messages.send({ type: LOWER });
    this.mine = false;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
