/** @import { Room } from '../../client-wasm/api/room.js' */
/** @import { RemoteParticipant } from '../../client-wasm/api/remote_participant.js' */
/** @import { LocalMediaTrack } from '../../client-wasm/api/local_media_track.js' */
/** @import { LocalDataTrack } from '../../client-wasm/api/local_data_track.js' */
/** @import { Device } from './devices/device.js' */
import { connect } from '../../client-wasm/api/index.js';
import { askForToken, tokenOfPage } from '../common/access.js';
import { serverOfPage } from '../common/hosting.js';

/** @typedef {'ready' | 'connecting' | 'in-call'} Phase */

/**
 * The call as the page has it. Events:
 * - `change`: the phase, the number of people or the connection to the server;
 * - `entered` and `left`: the room is there, or no longer (`room`);
 * - `came` and `went` with a RemoteParticipant as `detail`; who was there before is told as `found`.
 */
export class Call extends EventTarget {
  /** @type {Phase} */
  phase = 'ready';
  /** @type {Error | null} why the last call was not entered, or lost */
  error = null;
  /** @type {Room | null} */
  room = null;
  #devices;
  /** @type {LocalDataTrack[]} */
  #carried = [];

  /** @param {Device[]} devices whose tracks are published */
  constructor(devices) {
    super();
    this.#devices = devices;
    // The browser may grant a device only when the call is under way.
    for (const device of devices) device.addEventListener('change', () => this.#publish(device));
  }

  /** How many people are in the call, oneself included; 0 outside a call. */
  get size() {
    return this.room ? this.room.participants.size + 1 : 0;
  }

  /** Everyone else. @returns {RemoteParticipant[]} */
  get others() {
    return [...(this.room?.participants.values() ?? [])];
  }

  /** The server is lost for the moment; the others may still be seen and heard. */
  get reconnecting() {
    return this.room?.state === 'reconnecting';
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
      this.#begin(await this.#connect(name, identity));
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  leave() {
    this.room?.disconnect();
  }

  /** Has a track published in every call from its first moment on. @param {LocalDataTrack} track */
  carry(track) {
    this.#carried.push(track);
  }

  /** Sends one more track to everyone. @param {LocalMediaTrack} track */
  async publish(track) {
    await this.room?.localParticipant.publishTrack(track);
  }

  /** @param {LocalMediaTrack} track */
  unpublish(track) {
    this.room?.localParticipant.unpublishTrack(track);
  }

  /**
   * @param {string} name
   * @param {string} identity
   * @returns {Promise<Room>}
   */
  async #connect(name, identity) {
    const media = this.#devices.flatMap(({ track }) => track ?? []);
    const tracks = [...media, ...this.#carried];
    const server = await serverOfPage();
    const measured = { dominantSpeaker: true, networkQuality: { local: 1, remote: 1 } };
    const options = { name, identity, server, tracks, ...measured };
    try {
      return await connect(tokenOfPage(), options);
    } catch (error) {
      const isMissing = error instanceof Error && 'id' in error && error.id === 'token-required';
      const token = isMissing ? await askForToken(server, identity, name) : '';
      if (!token) throw error;
      return connect(token, options);
    }
  }

  /** @param {Room} room */
  #begin(room) {
    this.room = room;
    room.on('participantConnected', (/** @type {RemoteParticipant} */ participant) => {
      this.#tell('came', participant);
      this.#changed();
    });
    room.on('participantDisconnected', (/** @type {RemoteParticipant} */ participant) => {
      this.#tell('went', participant);
      this.#changed();
    });
    room.on('reconnecting', () => this.#changed());
    room.on('reconnected', () => this.#changed());
    room.once('disconnected', (_, error) => {
      this.#end(error ?? null);
    });
    for (const participant of room.participants.values()) this.#tell('found', participant);
    for (const device of this.#devices) this.#publish(device);
    this.dispatchEvent(new Event('entered'));
    this.#enter('in-call');
  }

  /** @param {Error | null} error */
  #end(error) {
    const participants = this.others;
    const hadRoom = this.room !== null;
    this.room = null;
    this.error = error;
    if (hadRoom) {
      for (const participant of participants) this.#tell('went', participant);
      this.dispatchEvent(new Event('left'));
    }
    this.#enter('ready');
  }

  /** @param {Device} device */
  #publish({ track }) {
    // What is published already stays as it is.
    if (track) this.room?.localParticipant.publishTrack(track);
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.phase = phase;
    this.#changed();
  }

  /**
   * @param {'came' | 'went' | 'found'} event
   * @param {RemoteParticipant} detail
   */
  #tell(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/**
 * Calls back for everyone who is or comes into the call, and when they go.
 * @param {Call} call
 * @param {{ came: (participant: RemoteParticipant, isNew: boolean) => void,
 *   went?: (participant: RemoteParticipant) => void }} callbacks `isNew`: came after us
 */
export function forEveryone(call, { came, went }) {
  /** @param {Event} event */
  const participantOf = (event) => /** @type {CustomEvent<RemoteParticipant>} */ (event).detail;
  call.addEventListener('found', (event) => came(participantOf(event), false));
  call.addEventListener('came', (event) => came(participantOf(event), true));
  call.addEventListener('went', (event) => went?.(participantOf(event)));
}
