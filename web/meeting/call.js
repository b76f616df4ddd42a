/** @import { Room } from '../../client-wasm/api/room.js' */
/** @import { RemoteParticipant } from '../../client-wasm/api/remote_participant.js' */
/** @import { Device } from './device.js' */
/** @import { Tiles } from './tiles.js' */
import { connect } from '../../client-wasm/api/index.js';
import { serverOfPage } from '../common/hosting.js';
import { RemoteTile } from './remote_tile.js';

/** @typedef {'ready' | 'connecting' | 'in-call'} Phase */

/**
 * The call as the page has it: joining, leaving, everyone's tile. Tells "change" when its phase or
 * the number of people changes.
 */
export class Call extends EventTarget {
  /** @type {Phase} */
  phase = 'ready';
  /** @type {Error | null} why the last call was not entered, or lost */
  error = null;
  /** @type {Room | null} */
  #room = null;
  #devices;
  #tiles;

  /**
   * @param {Device[]} devices
   * @param {Tiles} tiles
   */
  constructor(devices, tiles) {
    super();
    this.#devices = devices;
    this.#tiles = tiles;
    // The browser may grant a device only when the call is under way.
    for (const device of devices) device.addEventListener('change', () => this.#publish(device));
  }

  /** How many people are in the call, oneself included; 0 outside a call. */
  get size() {
    return this.#room ? this.#room.participants.size + 1 : 0;
  }

  /** The server is lost for the moment; the others may still be seen and heard. */
  get reconnecting() {
    return this.#room?.state === 'reconnecting';
  }

  /**
   * Enters the room; without camera or microphone where there is none (yet).
   * @param {string} name of the room
   * @param {string} identity
   */
  async join(name, identity) {
    if (this.phase !== 'ready') return;
    this.error = null;
    this.#enter('connecting');
    try {
      const tracks = this.#devices.flatMap(({ track }) => track ?? []);
      const server = await serverOfPage();
      this.#begin(await connect('', { name, identity, server, tracks }));
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  leave() {
    this.#room?.disconnect();
  }

  /** @param {Room} room */
  #begin(room) {
    this.#room = room;
    for (const participant of room.participants.values()) this.#show(participant);
    room.on('participantConnected', (/** @type {RemoteParticipant} */ participant) => {
      this.#show(participant);
      this.#changed();
    });
    room.on('participantDisconnected', (/** @type {RemoteParticipant} */ { sid }) => {
      this.#tiles.remove(sid);
      this.#changed();
    });
    for (const event of ['reconnecting', 'reconnected']) room.on(event, () => this.#changed());
    room.once('disconnected', (/** @type {Room} */ _, /** @type {Error} */ error) => {
      this.#end(error ?? null);
    });
    for (const device of this.#devices) this.#publish(device);
    this.#enter('in-call');
  }

  /** @param {Error | null} error */
  #end(error) {
    for (const sid of this.#room?.participants.keys() ?? []) this.#tiles.remove(sid);
    this.#room = null;
    this.error = error;
    this.#enter('ready');
  }

  /** @param {RemoteParticipant} participant */
  #show(participant) {
    this.#tiles.add(participant.sid, new RemoteTile(participant));
  }

  /** @param {Device} device */
  #publish({ track }) {
    // What is published already stays as it is.
    if (track) this.#room?.localParticipant.publishTrack(track);
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.phase = phase;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
