// A call of the page with itself, as far as the rooms that it takes.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { runPreflight } from '../../../client-wasm/api/run_preflight.js';
import { installFakeModule } from './fake_client.mjs';
import { FakeElement, FakeStream, FakeTrack } from './fake_media.mjs';

/** @import { FakeClient } from './fake_client.mjs' */

const clients = installFakeModule();

class FakeAudioContext {
  createOscillator() {
    return { connect() {}, start() {} };
  }

  createMediaStreamDestination() {
    return { stream: { getAudioTracks: () => [new FakeTrack('audio')] } };
  }

  close() {}
}

beforeEach(() => {
  clients.splice(0);
  Object.assign(globalThis, { AudioContext: FakeAudioContext });
  Object.assign(document, {
    createElement: (/** @type {string} */ tag) => Object.assign(new FakeElement(tag), {
      getContext: () => null,
      captureStream: () => ({ getVideoTracks: () => new FakeStream([new FakeTrack('video')]).getTracks() }),
    }),
  });
});

/** All that has been put off has been done. */
function idle() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** @param {number} count */
async function untilClients(count) {
  while (clients.length < count) await idle();
  return clients[count - 1];
}

/** The server lets it in. @param {FakeClient} client */
function welcome(client) {
  client.observer.roomConnected('RM1', 'preflight', 'PA0');
  client.observer.actionsDone();
}

/** @param {ReturnType<typeof runPreflight>} preflight @returns {Promise<Error>} */
function failureOf(preflight) {
  return new Promise((resolve) => preflight.once('failed', resolve));
}

test('a browser that makes no media of its own is told as a failure', async () => {
  Object.assign(globalThis, { AudioContext: undefined });
  const failure = await failureOf(runPreflight(''));
  assert.equal(failure.name, 'TypeError');
});

test('stopped at whichever moment, it leaves every room that it has entered', async () => {
  for (const side of [1, 2]) {
    for (let moment = 0; moment < 20; ++moment) {
      clients.splice(0);
      const preflight = runPreflight('');
      const failed = failureOf(preflight);
      if (side === 2) welcome(await untilClients(1));
      welcome(await untilClients(side));
      for (let passed = 0; passed < moment; ++passed) await Promise.resolve();
      preflight.stop();
      assert.equal((await failed).message, 'stopped');
      await idle();
      for (const { calls } of clients) {
        assert.ok(calls.some(([name]) => name === 'delete'), `side ${side}, moment ${moment}`);
      }
    }
  }
});

test('a room that is lost is what the test fails of', async () => {
  const preflight = runPreflight('');
  const failed = failureOf(preflight);
  welcome(await untilClients(1));
  welcome(await untilClients(2));
  await idle();
  clients[0].observer.roomDisconnected('connection-lost', 'The connection to the server was lost.');
  assert.equal(/** @type {{ id?: string }} */ (await failed).id, 'connection-lost');
  await idle();
  assert.ok(clients.every(({ calls }) => calls.some(([name]) => name === 'delete')));
});
