/** @import { Call } from '../call.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Tile } from '../stage/tile.js' */
import { forEveryone } from '../call.js';
import { VolumeDialog } from './volume_dialog.js';

/**
 * How loud each of the others is for this person alone. Whoever leaves and comes back under the same name is as loud
 * as before, until the call is over. Tells "change".
 */
export class Volumes extends EventTarget {
  /** By name. @type {Map<string, number>} */
  #volumes = new Map();
  /** @type {Map<RemoteParticipant, Set<Tile>>} */
  #tiles = new Map();
  /** @type {VolumeDialog | null} made when it is wanted */
  #dialog = null;

  /** @param {{ call: Call }} page */
  constructor({ call }) {
    super();
    forEveryone(call, {
      came() {},
      went: (participant) => {
        this.#tiles.delete(participant);
        this.#dialog?.closeFor(participant);
      },
    });
    call.addEventListener('left', () => this.#volumes.clear());
  }

  /** Not on phones of Apple's, where only the buttons of the phone change it. */
  get isPossible() {
    const probe = new Audio();
    probe.volume = 0.5;
    return probe.volume === 0.5;
  }

  /** @param {RemoteParticipant} participant @returns {number} from 0 to 1 */
  of({ identity }) {
    return this.#volumes.get(identity) ?? 1;
  }

  /** @param {RemoteParticipant} participant @param {number} volume from 0 to 1 */
  set(participant, volume) {
    this.#volumes.set(participant.identity, volume);
    for (const tile of this.#tiles.get(participant) ?? []) tile.setVolume(volume);
    this.dispatchEvent(new Event('change'));
  }

  /** Has a tile play at the participant's volume. @param {RemoteParticipant} participant @param {Tile} tile */
  keep(participant, tile) {
    const tiles = this.#tiles.get(participant) ?? new Set();
    this.#tiles.set(participant, tiles.add(tile));
    tile.setVolume(this.of(participant));
  }

  /** Lets the person set it. @param {RemoteParticipant} participant */
  ask(participant) {
    this.#dialog ??= new VolumeDialog(this);
    this.#dialog.open(participant);
  }
}
