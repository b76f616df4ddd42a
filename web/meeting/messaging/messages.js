/** @import { Call } from '../call.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { LocalDataTrack } from '../../../client-wasm/api/index.js';
import { withEach } from '../../common/each.js';
import { forEveryone } from '../call.js';

/** Messages between the pages of a call, which do not go through any server. */
const TRACK = 'parley-messages';

/** Characters of one message as JSON; a longer one is neither sent nor read. */
const LONGEST = 64 * 1024;

/**
 * @typedef {{ type: string, to?: string } & Record<string, unknown>} Message
 * @typedef {(message: Message, from: RemoteParticipant) => void} Listener
 */

/**
 * Messages from page to page, as JSON over a data track. One with `to`, a participant's sid, is for
 * that one. Tells `reached` with a RemoteParticipant as `detail` when that one's messages begin to
 * arrive: for the first time, or after its connection was replaced and some may have been lost.
 */
export class Messages extends EventTarget {
  #call;
  #track = new LocalDataTrack({ name: TRACK });
  /** @type {Map<string, Listener[]>} */
  #listeners = new Map();

  /** @param {Call} call */
  constructor(call) {
    super();
    this.#call = call;
    call.carry(this.#track);
    forEveryone(call, { came: (participant) => this.#listenTo(participant) });
  }

  /**
   * Sends to everyone, or to the one named by `to`.
   * @param {Message} message
   */
  send(message) {
    const text = JSON.stringify(message);
    if (text.length > LONGEST) throw new TypeError(`A message of ${text.length} characters is too long.`);
    this.#track.send(text);
  }

  /**
   * @param {string} type
   * @param {Listener} listener receives what others send; every field but `type` may be anything;
   *   read.js reads them
   */
  on(type, listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  /** @param {RemoteParticipant} participant */
  #listenTo(participant) {
    const reached = () => this.dispatchEvent(new CustomEvent('reached', { detail: participant }));
    participant.on('trackSubscribed', (/** @type {{ name: string, kind: string }} */ { kind, name }) => {
      if (kind === 'data' && name === TRACK) reached();
    });
    participant.on('trackMessage', (/** @type {unknown} */ data, /** @type {{ name: string }} */ { name }) => {
      if (name === TRACK) this.#receive(data, participant);
    });
    const isThere = [...participant.dataTracks.values()]
      .some(({ trackName, isSubscribed }) => trackName === TRACK && isSubscribed);
    if (isThere) reached();
  }

  /**
   * @param {unknown} data
   * @param {RemoteParticipant} from
   */
  #receive(data, from) {
    const message = read(data);
    if (!message) return;
    if (message.to !== undefined && message.to !== this.#call.room?.localParticipant.sid) return;
    withEach(this.#listeners.get(message.type) ?? [], (listener) => listener(message, from));
  }
}

/** @param {unknown} data @returns {Message | null} */
function read(data) {
  if (typeof data !== 'string' || data.length > LONGEST) return null;
  try {
    const message = JSON.parse(data);
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
