// The way into a room, up to the room that is handed out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../../../client-wasm/api/connect.js';
import { installFakeModule } from './fake_client.mjs';
import { FakeStream, FakeTrack } from './fake_media.mjs';

/** @import { ConnectOptions } from '../../../client-wasm/api/connect_options.js' */
/** @import { FakeClient } from './fake_client.mjs' */

const clients = installFakeModule();

/** Ann has asked the server. @param {ConnectOptions} [options] */
async function ask(options) {
  const before = clients.length;
  const entering = connect('', { identity: 'Ann', name: 'standup', tracks: [], ...options });
  entering.catch(() => {});
  while (clients.length === before) await idle();
  return { entering, client: clients[before] };
}

/** A browser with a camera, for as long as a test. @param {import('node:test').TestContext} context */
function withCamera(context) {
  const camera = new FakeTrack('video');
  const { navigator } = globalThis;
  const define = (/** @type {unknown} */ value) => {
    Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
  };
  define({ mediaDevices: { getUserMedia: async () => new FakeStream([camera]) } });
  context.after(() => define(navigator));
  return camera;
}

/** All that has been put off has been done. */
function idle() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The server lets her in. @param {FakeClient} client */
function welcome(client) {
  client.observer.roomConnected('RM1', 'standup', 'PA0');
  client.observer.actionsDone();
}

test('an event listener of the page that throws keeps nobody out', async (context) => {
  const report = context.mock.method(console, 'error', () => {});
  const wrong = () => {
    throw new Error('the page is wrong');
  };
  const { entering, client } = await ask({ eventListener: { emit: wrong } });
  welcome(client);
  const room = await entering;
  assert.equal(room.state, 'connected');
  // early, connecting and open of the signalling, and that the room is entered
  assert.equal(report.mock.callCount(), 4);
});

test('the camera that was taken for the room goes out with it, also when nobody listens any more', async (context) => {
  const camera = withCamera(context);
  const { entering, client } = await ask({ tracks: undefined, video: true });
  welcome(client);
  const room = await entering;
  room.removeAllListeners().disconnect();
  await idle();
  assert.equal(camera.readyState, 'ended');
});

test('a room that was entered just when it was cancelled is handed out or left, with its camera', async (context) => {
  for (let moment = 0; moment < 20; ++moment) {
    const camera = withCamera(context);
    const { entering, client } = await ask({ tracks: undefined, video: true });
    welcome(client);
    for (let passed = 0; passed < moment; ++passed) await Promise.resolve();
    entering.cancel();
    const room = await entering.catch(() => null);
    await idle();
    const given = room ? [room.state, camera.readyState] : ['disconnected', camera.readyState];
    assert.deepEqual(given, room ? ['connected', 'live'] : ['disconnected', 'ended'], `at moment ${moment}`);
    assert.equal(client.calls.some(([name]) => name === 'delete'), !room, `at moment ${moment}`);
  }
});

test('room and name go to the server in one spelling', async () => {
  const { entering, client } = await ask({ identity: ' Rene\u0301\u200B', name: 'cafe\u0301 ' });
  const [, , room, identity] = client.calls.find(([call]) => call === 'connect') ?? [];
  assert.deepEqual([room, identity], ['caf\u00E9', 'Ren\u00E9']);
  entering.cancel();
});

test('without a name the room is one of its own, whose name is its sid', async () => {
  const names = [];
  for (const name of [undefined, null, '']) {
    const { entering, client } = await ask({ name });
    const [, , room] = client.calls.find(([call]) => call === 'connect') ?? [];
    assert.match(String(room), /^RM[0-9a-f]{32}$/);
    names.push(room);
    entering.cancel();
  }
  assert.equal(new Set(names).size, 3);
});

test('a number is a name of a room', async () => {
  const { entering, client } = await ask({ name: /** @type {any} */ (12) });
  const [, , room] = client.calls.find(([call]) => call === 'connect') ?? [];
  assert.equal(room, '12');
  entering.cancel();
});

test('options are refused with the errors of the vendor', async () => {
  const video = (/** @type {object} */ profile) => ({ bandwidthProfile: { video: profile } });
  for (const [options, error] of /** @type {[object, Function][]} */ ([
    [{ tracks: 'camera' }, TypeError],
    [{ tracks: [7] }, TypeError],
    [{ logLevel: 'loud' }, RangeError],
    [{ logLevel: { default: 'loud' } }, RangeError],
    [{ bandwidthProfile: null }, TypeError],
    [video(/** @type {any} */ (7)), TypeError],
    [video({ mode: 'small' }), RangeError],
    [video({ maxSubscriptionBitrate: '1' }), TypeError],
    [video({ contentPreferencesMode: 'never' }), RangeError],
    [video({ maxTracks: 2, clientTrackSwitchOffControl: 'auto' }), TypeError],
    [video({ renderDimensions: { low: { width: '1' } } }), TypeError],
    [{ maxVideoBitrate: 1, preferredVideoCodecs: 'auto' }, TypeError],
  ])) {
    const asked = connect('', { identity: 'Ann', name: 'standup', tracks: [], .../** @type {ConnectOptions} */ (options) });
    await assert.rejects(asked, error, JSON.stringify(options));
  }
  for (const options of ['standup', [], 7]) {
    await assert.rejects(connect('', /** @type {any} */ (options)), { name: 'TypeError', message: 'options must be an object' });
  }
});

test('a name of which nothing can be seen is refused, and the error says so', async () => {
  for (const identity of ['\u200B', '\u3164 \u202E']) {
    await assert.rejects(connect('', { identity, name: 'standup', tracks: [] }),
      { code: 53200, id: 'bad-identity', message: 'The name has nothing that can be seen.' });
  }
});
