// Connections that the browser does not make as they are wanted, or not at all.

import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';

import { createConnection } from '../../../client-wasm/platform/connection_settings.js';
import { BrowserHost } from '../../../client-wasm/platform/host.js';
import { installFakeMedia } from './fake_media.mjs';

installFakeMedia();
mock.method(console, 'warn', () => {});
afterEach(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));

/**
 * A browser that refuses configurations.
 * @param {(configuration: RTCConfiguration) => boolean} refuses
 */
function browserThat(refuses) {
  /** @type {RTCConfiguration[]} */
  const tried = [];
  Reflect.set(globalThis, 'RTCPeerConnection', class {
    /** @param {RTCConfiguration} configuration */
    constructor(configuration) {
      tried.push(configuration);
      if (refuses(configuration)) throw new DOMException('refused', 'InvalidAccessError');
    }
  });
  return tried;
}

const iceServers = [{ urls: 'stun:stun.example.org' }];
const bare = { iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle' };

test('a faulty list of ICE servers is left out', () => {
  const tried = browserThat((configuration) => configuration.iceServers?.[0] !== undefined);
  createConnection({ iceServers, iceTransportPolicy: 'relay' }, { iceCandidatePoolSize: 4 });
  assert.deepEqual(tried.at(-1), { ...bare, iceServers: [], iceCandidatePoolSize: 4 });
});

test('so is what else a page wants and the browser refuses', () => {
  const tried = browserThat((configuration) => 'iceCandidatePoolSize' in configuration);
  createConnection({ iceServers, iceTransportPolicy: 'relay' }, { iceCandidatePoolSize: 256, iceServers: [] });
  assert.deepEqual(tried.at(-1), { ...bare, iceServers });
});

test('and both; but that all has to be relayed stays', () => {
  const tried = browserThat((configuration) => Object.keys(configuration).length > 2);
  createConnection({ iceServers }, { iceCandidatePoolSize: 256, iceTransportPolicy: 'relay' });
  assert.deepEqual(tried.at(-1), bare);
});

test('of a connection that cannot be made the client hears later, and may go on', async () => {
  browserThat(() => true);
  /** @type {number[]} */
  const failed = [];
  const host = new BrowserHost();
  host.start(/** @type {any} */ ({ descriptionFailed: (/** @type {number} */ handle) => failed.push(handle) }));
  host.createConnection(7, iceServers, 'all', 'PA1', 'PA2', 1);
  host.setLocalDescription(7);
  assert.deepEqual(failed, [], 'inside a call of Wasm nothing is told');
  await Promise.resolve();
  assert.deepEqual(failed, [7]);
  host.closeConnection(7);
  host.createConnection(8, iceServers, 'all', 'PA1', 'PA2', 1);
  host.stop();
  await Promise.resolve();
  assert.deepEqual(failed, [7], 'the client may have been deleted');
});
