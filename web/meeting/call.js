/** @import { CancelablePromise } from '../../client-wasm/api/connect.js' */
/** @import { ConnectOptions } from '../../client-wasm/api/connect_options.js' */
/** @import { Room } from '../../client-wasm/api/room.js' */
/** @import { RemoteParticipant } from '../../client-wasm/api/remote_participant.js' */
/** @import { LocalMediaTrack } from '../../client-wasm/api/local_media_track.js' */
/** @import { LocalDataTrack } from '../../client-wasm/api/local_data_track.js' */
/** @import { Device } from './devices/device.js' */
import { connect } from '../../client-wasm/api/index.js';
import { askForToken, forgetToken, tokenOfPage } from '../common/access.js';
import { serverOfPage } from '../common/hosting.js';
import { linkKeyIn } from '../common/link_key.js';
import { chosenQuality } from './quality/picture_size.js';

/** @typedef {'ready' | 'connecting' | 'waiting' | 'in-call'} Phase `waiting` for a host to let one in */

/** What the room's state depends on besides who is in it. */
const CHANGES = /** @type {const} */ (['reconnecting', 'reconnected', 'settingsChanged', 'participantHostChanged',
  'participantWaiting', 'participantWaitingEnded']);

/**
 * The call from the page's point of view. Events:
 * - `change`: the phase, the number of people, the connection to the server, who is host, who waits to
 *   be let in, or what the room asks of those who come;
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
  /** How many people the room takes, where that is known. @type {number | null} */
  most = null;
  #devices;
  /** @type {CancelablePromise<Room> | null} */
  #entering = null;
  #gaveUp = false;
  /** What the way in was asked for with. */
  #token = '';
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

  /** The connection to the server is lost; the others may still be seen and heard. */
  get reconnecting() {
    return this.room?.state === 'reconnecting';
  }

  /** Whether this participant is a host. */
  get isHost() {
    return this.room?.localParticipant.isHost ?? false;
  }

  /** Who waits to be let in, as a host sees it. */
  get waiting() {
    return [...(this.room?.waiting.values() ?? [])];
  }

  /**
   * Enters the room; without camera or microphone where there is none (yet).
   * @param {string} name of the room
   * @param {string} identity
   * @param {string} [password] of the room, where it has one
   */
  async join(name, identity, password = '') {
    if (this.phase !== 'ready') return;
    this.error = null;
    this.#gaveUp = false;
    this.#enter('connecting');
    try {
      this.#begin(await this.#connect(name, identity, password));
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.#end(this.#gaveUp ? null : reason);
    }
  }

  /** Leaves the room, or gives up waiting to be let in. */
  leave() {
    this.#gaveUp = true;
    this.#entering?.cancel();
    this.room?.disconnect();
  }

  /** Something has changed, so the reason why the last call was not entered no longer applies. */
  forgetError() {
    if (!this.error) return;
    this.error = null;
    this.#changed();
  }

  /** Publishes a track in every call from the start. @param {LocalDataTrack} track */
  carry(track) {
    this.#carried.push(track);
  }

  /** Sends one more track to everyone, and rather than a camera. @param {LocalMediaTrack} track */
  async publish(track) {
    await this.room?.localParticipant.publishTrack(track, { priority: 'high' });
  }

  /** @param {LocalMediaTrack} track */
  unpublish(track) {
    this.room?.localParticipant.unpublishTrack(track);
  }

  /**
   * @param {string} name
   * @param {string} identity
   * @param {string} password
   * @returns {Promise<Room>}
   */
  async #connect(name, identity, password) {
    const media = this.#devices.flatMap(({ track }) => track ?? []);
    const tracks = [...media, ...this.#carried];
    const server = await serverOfPage();
    const measured = { dominantSpeaker: true, networkQuality: { local: 1, remote: 1 } };
    // Nobody sends a larger picture than is shown; who is not seen is the stage's to say (Tile.setSeen). A screen and
    // the large picture go before all others.
    /** @type {ConnectOptions['bandwidthProfile']} */
    const bandwidthProfile = { video: { mode: 'collaboration', clientTrackSwitchOffControl: 'manual' } };
    const onWaiting = () => this.#enter('waiting');
    // Browsers check it only on pages that came protected.
    const sharedSecret = isSecureContext ? linkKeyIn(location) : '';
    const pictures = { videoQuality: chosenQuality(), bandwidthProfile };
    const options = { name, identity, server, tracks, password, onWaiting, sharedSecret, ...measured, ...pictures };
    try {
      return await this.#knock(tokenOfPage(), options);
    } catch (error) {
      const isMissing = error instanceof Error && 'id' in error && error.id === 'token-required';
      const token = isMissing ? await askForToken(server, identity, name) : '';
      if (!token) throw error;
      return this.#knock(token, options);
    }
  }

  /** @param {string} token @param {ConnectOptions} options */
  async #knock(token, options) {
    // While the page asked for the server, or for a token, there was nothing to cancel.
    if (this.#gaveUp) throw new Error('given up');
    this.#token = token;
    this.#entering = connect(token, options);
    try {
      return await this.#entering;
    } finally {
      this.#entering = null;
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
    for (const event of CHANGES) room.on(event, () => this.#changed());
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
    if (error && isAboutToken(error)) forgetToken(this.#token);
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

/** Whether the token is the reason, so that it never works here. @param {Error} error */
function isAboutToken(error) {
  const id = 'id' in error ? String(error.id) : '';
  return id === 'room-not-found' || (id.startsWith('token-') && id !== 'token-not-yet-valid');
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
