import { settingsOf } from '../../../client-wasm/api/connect_options.js';
import { Membership } from '../../../client-wasm/api/membership.js';
import { FakeTrack, installFakeMedia } from './fake_media.mjs';

/** @import { Client, Host, Observer, ParleyModule } from '../../../client-wasm/bindings/client.js' */

installFakeMedia();

/** The WebAssembly client, played by the test: notes what it is told. */
export class FakeClient {
  /** @type {unknown[][]} */
  calls = [];

  /** @param {Host & { remoteTrack?: unknown }} host @param {Observer} observer */
  constructor(host, observer) {
    this.host = host;
    this.observer = observer;
    host.remoteTrack = () => new FakeTrack('video');
    const note = (/** @type {string} */ name) => (/** @type {unknown[]} */ ...values) => {
      this.calls.push([name, ...values]);
    };
    Object.assign(this, {
      connect: note('connect'),
      preview: note('preview'),
      disconnect: () => this.observer.roomDisconnected('', ''),
      publishTrack: note('publishTrack'),
      unpublishTrack: note('unpublishTrack'),
      setTrackEnabled: note('setTrackEnabled'),
      setTrackPriority: note('setTrackPriority'),
      setTrackPreference: note('setTrackPreference'),
      setSubscribePriority: note('setSubscribePriority'),
      setBandwidthProfile: note('setBandwidthProfile'),
      setBitrateLimits: note('setBitrateLimits'),
      setVideoQuality: note('setVideoQuality'),
      subscribeToNothing: note('subscribeToNothing'),
      allowSfu: note('allowSfu'),
      usePassword: note('usePassword'),
      setRoomLocked: note('setRoomLocked'),
      setWaitingRoom: note('setWaitingRoom'),
      setRoomPassword: note('setRoomPassword'),
      admit: note('admit'),
      refuse: note('refuse'),
      muteParticipant: note('muteParticipant'),
      removeParticipant: note('removeParticipant'),
      endRoom: note('endRoom'),
      eventLog: () => `the log of ${this.calls.length} calls`,
      delete: note('delete'),
    });
  }
}

/** The module, and the clients that were made of it. */
export function fakeModule() {
  /** @type {FakeClient[]} */
  const clients = [];
  const Client = class extends FakeClient {
    /** @param {Host} host @param {Observer} observer */
    constructor(host, observer) {
      super(host, observer);
      clients.push(this);
    }
  };
  return { clients, module: /** @type {ParleyModule} */ (/** @type {unknown} */ ({ Client, eventNames: () => [] })) };
}

/** Has the library load that module as the built one is loaded. @returns the clients that are made of it */
export function installFakeModule() {
  const { clients, module } = fakeModule();
  Object.assign(globalThis, {
    PARLEY_ROOT: 'https://meet.example.org/',
    PARLEY_GLUE_FILE: 'data:text/javascript,export default async () => globalThis.parleyModule;',
    PARLEY_WASM_FILE: 'data:application/wasm;base64,AGFzbQEAAAA=',
    parleyModule: module,
  });
  return clients;
}

/** @param {import('../../../client-wasm/api/local_media_track.js').LocalMediaTrack[]} [tracks] */
export function setUp(tracks = []) {
  const { clients, module } = fakeModule();
  const membership = new Membership(module);
  membership.introduce('Ann', tracks);
  return { client: clients[0], membership };
}

/**
 * Ann, in a room where Ben is already.
 * @param {Parameters<typeof setUp>[0]} [tracks]
 * @param {import('../../../client-wasm/api/connect_options.js').ConnectOptions} [options]
 */
export async function enterWithBen(tracks, options = {}) {
  const { client, membership } = setUp(tracks);
  membership.configure(settingsOf(options));
  const entering = membership.enter('wss://meet.example.org', 'standup', '');
  client.observer.roomConnected('RM1', 'standup', 'PA0');
  client.observer.participantConnected('PA1', 'Ben', true);
  client.observer.actionsDone();
  const room = await entering;
  const ben = room.participants.get('PA1');
  if (!ben) throw new Error('Ben is not there');
  return { client, room, ben };
}
