/** @import { ParleyModule, PreviewedParticipant } from '../bindings/client.js' */
import { EventEmitter } from './event_emitter.js';
import { Membership } from './membership.js';

/** A page previews one room at a time. @type {RoomPreview | null} */
let current = null;

/**
 * The preview of a room before entering it. It ends with `close()`, and with `connect()`, which
 * continues from it. It reports when people come or go, and when hosts change a setting.
 * @extends {EventEmitter<{ changed: [preview: RoomPreview] }>}
 */
export class RoomPreview extends EventEmitter {
  /**
   * Who is in the room, in the order in which they joined; null if that is not (or no longer) known. Of a
   * room that is locked, has a password or a waiting room, only `participantCount` is known.
   * @type {PreviewedParticipant[] | null}
   */
  participants = null;
  /** How many are in the room; null if that is not (or no longer) known. @type {number | null} */
  participantCount = null;
  /** How many may be in the room; null if that is not known. @type {number | null} */
  maxParticipants = null;
  /** What hosts have set: nobody is let in, newcomers wait to be let in, newcomers need a password. */
  isLocked = false;
  hasWaitingRoom = false;
  hasPassword = false;
  /** @type {Membership | null} */
  #membership;
  #server;

  /**
   * @param {ParleyModule} module
   * @param {string} server
   * @param {string} name the room's name
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

  /** Ends the preview. Repeated calls have no effect. */
  close() {
    this._release()?.leave();
  }

  /**
   * Ends the preview without closing its connection.
   * @returns {Membership | null}
   */
  _release() {
    const membership = this.#membership;
    this.#membership = null;
    if (current === this) current = null;
    if (this.participantCount !== null) this.#show(null, null, null);
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
   * @param {number | null} participantCount
   * @param {number | null} maxParticipants
   * @param {boolean} [isLocked]
   * @param {boolean} [hasWaitingRoom]
   * @param {boolean} [hasPassword]
   */
  #show(participants, participantCount, maxParticipants, isLocked = false, hasWaitingRoom = false, hasPassword = false) {
    Object.assign(this, { participants, participantCount, maxParticipants, isLocked, hasWaitingRoom, hasPassword });
    this.emit('changed', this);
  }
}

/**
 * The open connection of that room's preview, if it is the current one. The preview of another room
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
