// Which server a page's calls go to.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { connect } from '../../../client-wasm/api/connect.js';
import { preload } from '../../../client-wasm/api/preload.js';
import { configure, serverAddress } from '../../../client-wasm/api/server_address.js';
import { until } from '../../browser/support/until.mjs';
import { installFakeModule } from './fake_client.mjs';

const clients = installFakeModule();
const { document } = globalThis;

afterEach(() => {
  configure({ server: '' });
  Object.defineProperty(globalThis, 'document', { value: document, configurable: true });
  Reflect.deleteProperty(globalThis, 'location');
});

/** @param {string} content of the page's element */
function setMeta(content) {
  const querySelector = (/** @type {string} */ selector) =>
    selector === 'meta[name="parley-server"]' ? { getAttribute: () => content } : null;
  Object.defineProperty(globalThis, 'document', { value: { querySelector }, configurable: true });
}

/** @param {string} href */
function setLocation(href) {
  Object.defineProperty(globalThis, 'location', { value: new URL(href), configurable: true });
}

/** @param {unknown} parley */
function token(parley) {
  return `e30.${Buffer.from(JSON.stringify({ grants: { parley } })).toString('base64url')}.x`;
}

const OF_TOKEN = token({ server: 'https://token.example.org' });

test('the option comes first, then configure(), the page, the token, and where the script came from', () => {
  assert.equal(serverAddress(), 'wss://meet.example.org');
  assert.equal(serverAddress(undefined, OF_TOKEN), 'wss://token.example.org');
  setMeta('https://page.example.org');
  assert.equal(serverAddress(undefined, OF_TOKEN), 'wss://page.example.org');
  configure({ server: 'https://configured.example.org' });
  assert.equal(serverAddress(undefined, OF_TOKEN), 'wss://configured.example.org');
  assert.equal(serverAddress('https://option.example.org', OF_TOKEN), 'wss://option.example.org');
});

test('an empty address names no server, and a later configure() replaces an earlier one', () => {
  setMeta('');
  configure({ server: 'https://first.example.org' });
  configure({ server: 'https://second.example.org' });
  assert.equal(serverAddress('', OF_TOKEN), 'wss://second.example.org');
  configure({ server: '' });
  assert.equal(serverAddress('', OF_TOKEN), 'wss://token.example.org');
  assert.equal(serverAddress('', token({ server: '' })), 'wss://meet.example.org');
});

test('a token whose claim is no text names no server', () => {
  for (const claim of [{ server: 7 }, { server: null }, null, 'https://token.example.org', []]) {
    assert.equal(serverAddress(undefined, token(claim)), 'wss://meet.example.org');
  }
});

test('an address may have a path, be of a WebSocket, or be relative to the page', () => {
  setLocation('https://shop.example.org/rooms/one');
  assert.equal(serverAddress('http://localhost:8080'), 'ws://localhost:8080');
  assert.equal(serverAddress('wss://meet.example.org/calls/'), 'wss://meet.example.org/calls');
  assert.equal(serverAddress('/calls'), 'wss://shop.example.org/calls');
});

test('what is no address is an error, and configure() keeps what it had', async () => {
  configure({ server: 'https://meet.example.org' });
  for (const server of ['meet.example.org', 'localhost:8080', 'ftp://meet.example.org', 'https://', 'javascript:alert(1)']) {
    assert.throws(() => configure({ server }), { id: 'bad-server', code: 53000 }, server);
    await assert.rejects(connect('', { server, identity: 'Ann', tracks: [] }), { id: 'bad-server' }, server);
  }
  assert.equal(serverAddress(), 'wss://meet.example.org');
});

test('connect() and preload() go to the server that the token names', async () => {
  const server = 'wss://token.example.org';
  const begin = {
    connect: () => connect(OF_TOKEN, { name: 'standup', identity: 'Ann', tracks: [] }).catch(() => {}),
    preview: () => preload({ name: 'standup', token: OF_TOKEN }),
  };
  for (const [method, call] of Object.entries(begin)) {
    const before = clients.length;
    call();
    const asked = () => clients[before]?.calls.find(([name]) => name === method);
    const [, asks] = await until(`the client is asked to ${method}`, async () => asked() ?? [], (call) => call.length > 0);
    assert.equal(asks, server, method);
  }
});
