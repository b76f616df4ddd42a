/** @import { Call } from '../call.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { LocalDataTrack } from '../../../client-wasm/api/index.js';
import { withEach } from '../../common/each.js';
import { forEveryone } from '../call.js';
import { headOf } from './head.js';
import { MESSAGE_LIMITS } from './limits.js';
import { PacedBudget } from './paced_budget.js';
import { costOf } from './sender_budget.js';

/** Messages between the pages of a call, which do not go through any server. */
const TRACK = 'parley-messages';

/**
 * @typedef {{ type: string, to?: string } & Record<string, unknown>} Message
 * @typedef {(message: Message, from: RemoteParticipant) => void} Listener
 * @typedef {(from: RemoteParticipant, characters: number) => boolean} Expects
 */

/**
 * Messages from page to page, as JSON over a data track. One with `to`, a participant's sid, is for
 * that one. What each of the others causes is under one budget (MESSAGE_LIMITS), to which this page
 * keeps as well. Events, with a RemoteParticipant as `detail`:
 * - `reached` when that one's messages begin to arrive: for the first time, or after its connection
 *   was replaced and some may have been lost;
 * - `heldBack`, once, when so much comes from that one that it has to wait.
 */
export class Messages extends EventTarget {
  #call;
  #track = new LocalDataTrack({ name: TRACK });
  /** @type {Map<string, Listener[]>} */
  #listeners = new Map();
  /** @type {Map<string, Expects>} */
  #expected = new Map();
  /** @type {Map<RemoteParticipant, PacedBudget>} */
  #budgets = new Map();
  #own = new PacedBudget({ ...MESSAGE_LIMITS, held: Infinity, heldCharacters: Infinity });

  /** @param {Call} call */
  constructor(call) {
    super();
    this.#call = call;
    call.carry(this.#track);
    forEveryone(call, {
      came: (participant) => this.#listenTo(participant),
      went: (participant) => {
        this.#budgets.get(participant)?.clear();
        this.#budgets.delete(participant);
      },
    });
    call.addEventListener('left', () => this.#own.clear());
  }

  /**
   * Sends to everyone, or to the one named by `to`.
   * @param {Message} message
   * @param {string} [entries] JSON of a list, which the message gets as `entries`
   */
  send({ type, to, ...rest }, entries) {
    // These two at the beginning, where headOf() finds them.
    const head = JSON.stringify({ type, to, ...rest });
    const text = entries === undefined ? head : `${head.slice(0, -1)},"entries":${entries}}`;
    const { length } = text;
    if (length > MESSAGE_LIMITS.length) throw new TypeError(`A message of ${length} characters is too long.`);
    const act = () => this.#track.send(text);
    // It costs only those who read it.
    if (to !== undefined) act();
    else this.#own.admit({ cost: costOf(type, length), characters: length, act });
  }

  /**
   * @param {string} type
   * @param {Listener} listener receives what others send; every field but `type` may be anything;
   *   read.js reads them
   */
  on(type, listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  /**
   * Messages of that type are the answers to something. They are read only where they are expected, and
   * cost nothing then.
   * @param {string} type
   * @param {Expects} expects
   */
  expect(type, expects) {
    this.#expected.set(type, expects);
  }

  /** @param {RemoteParticipant} participant */
  #listenTo(participant) {
    const budget = new PacedBudget(MESSAGE_LIMITS);
    this.#budgets.set(participant, budget);
    const tell = (/** @type {string} */ type) => this.dispatchEvent(new CustomEvent(type, { detail: participant }));
    budget.addEventListener('heldBack', () => tell('heldBack'));
    const reached = () => budget.admit({ cost: MESSAGE_LIMITS.reached, characters: 0, act: () => tell('reached') });
    participant.on('trackSubscribed', (/** @type {{ name: string, kind: string }} */ { kind, name }) => {
      if (kind === 'data' && name === TRACK) reached();
    });
    participant.on('trackMessage', (/** @type {unknown} */ data, /** @type {{ name: string }} */ { name }) => {
      if (name === TRACK) this.#receive(data, participant, budget);
    });
    const isThere = [...participant.dataTracks.values()]
      .some(({ trackName, isSubscribed }) => trackName === TRACK && isSubscribed);
    if (isThere) reached();
  }

  /**
   * Decides by the beginning of a message whether it is worth reading, and when.
   * @param {unknown} data
   * @param {RemoteParticipant} from
   * @param {PacedBudget} budget
   */
  #receive(data, from, budget) {
    if (typeof data !== 'string' || data.length > MESSAGE_LIMITS.length) return;
    const { type, to } = headOf(data);
    if (to !== undefined && to !== this.#call.room?.localParticipant.sid) return;
    const characters = data.length;
    const act = () => this.#read(data, type, from);
    const expects = this.#expected.get(type);
    if (!expects) budget.admit({ cost: costOf(type, characters), characters, act });
    else if (expects(from, characters)) act();
  }

  /**
   * @param {string} data
   * @param {string} type as its head says
   * @param {RemoteParticipant} from
   */
  #read(data, type, from) {
    const message = parsed(data);
    // What says another thing of itself further on has paid for the wrong one.
    if (message?.type !== type) return;
    if (message.to !== undefined && message.to !== this.#call.room?.localParticipant.sid) return;
    withEach(this.#listeners.get(type) ?? [], (listener) => listener(message, from));
  }
}

/** @param {string} data @returns {Message | null} */
function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
