/** @import { ParleyModule, PreviewedParticipant } from '../bindings/client.js' */
import { EventEmitter } from './event_emitter.js';
import { Membership } from './membership.js';

/** A page looks at one room at a time. @type {RoomPreview | null} */
let current = null;

/**
 * A room that one looks at before entering it. It ends with `close()`, and with `connect()`, which
 * goes on with it. Event: `changed(preview)`, when it is another who is there.
 */
export class RoomPreview extends EventEmitter {
  /**
   * Who is in the room, in the order of their joining; null where that is not known (any more).
   * @type {PreviewedParticipant[] | null}
   */
  participants = null;
  /** @type {Membership | null} */
  #membership;
  #server;

  /**
   * @param {ParleyModule} module
   * @param {string} server
   * @param {string} name of the room
   * @param {string} token
   */
  constructor(module, server, name, token) {
    super();
    current?.close();
    current = this;
    this.#server = server;
    this.name = name;
    this.#membership = new Membership(module);
    this.#membership.preview(server, name, token, (participants) => this.#show(participants));
  }

  /** Ends it. Twice is as good as once. */
  close() {
    this._release()?.leave();
  }

  /**
   * Ends it without closing what it has open.
   * @returns {Membership | null}
   */
  _release() {
    const membership = this.#membership;
    this.#membership = null;
    if (current === this) current = null;
    if (this.participants) this.#show(null);
    return membership;
  }

  /**
   * @param {string} server
   * @param {string} name
   */
  _isOf(server, name) {
    return this.#server === server && this.name === name;
  }

  /** @param {PreviewedParticipant[] | null} participants */
  #show(participants) {
    this.participants = participants;
    this.emit('changed', this);
  }
}

/**
 * What the preview of that room has open, if it is the one that is looked at. The preview of another
 * is closed.
 * @param {string} server
 * @param {string} name
 * @returns {Membership | null}
 */
export function takeOverPreview(server, name) {
  if (current?._isOf(server, name)) return current._release();
  current?.close();
  return null;
}
