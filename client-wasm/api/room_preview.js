/** @import { ParleyModule, PreviewedParticipant } from '../bindings/client.js' */
import { EventEmitter } from './event_emitter.js';
import { Membership } from './membership.js';

/** A page looks at one room at a time. @type {RoomPreview | null} */
let current = null;

/**
 * A room that one looks at before entering it. It ends with `close()`, and with `connect()`, which
 * goes on with it. It tells when it is another who is there, or
 * hosts have set something else.
 * @extends {EventEmitter<{ changed: [preview: RoomPreview] }>}
 */
export class RoomPreview extends EventEmitter {
  /**
   * Who is in the room, in the order of their joining; null where that is not known (any more).
   * @type {PreviewedParticipant[] | null}
   */
  participants = null;
  /** What hosts have set: nobody is let in, one waits to be let in, one is asked for a password. */
  isLocked = false;
  hasWaitingRoom = false;
  hasPassword = false;
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
    this.#membership.preview(server, name, token, (...seen) => this.#show(...seen));
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

  /**
   * @param {PreviewedParticipant[] | null} participants
   * @param {boolean} [isLocked]
   * @param {boolean} [hasWaitingRoom]
   * @param {boolean} [hasPassword]
   */
  #show(participants, isLocked = false, hasWaitingRoom = false, hasPassword = false) {
    Object.assign(this, { participants, isLocked, hasWaitingRoom, hasPassword });
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
