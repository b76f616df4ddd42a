// The built module under Node: calls from JavaScript reach the core as events, and invalid ones change
// nothing. `make test-wasm` builds it.

/** @import { Host, Observer, ParleyModule } from '../../../client-wasm/bindings/client.js' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { withEventMethods } from '../../../client-wasm/platform/event_methods.js';

const BUILD = new URL('../../../build/wasm/', import.meta.url);

const WELCOME = {
  type: 'WELCOME',
  id: 'PA1',
  room: { sid: 'RM1', name: 'standup' },
  participants: [],
  iceServers: [],
};

/** @returns {Promise<ParleyModule>} */
async function loadModule() {
  const bytes = readFileSync(new URL('parley.wasm', BUILD));
  const { default: createModule } = await import(new URL('parley.mjs', BUILD).href);
  /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance) => void} done */
  const instantiateWasm = (imports, done) => {
    WebAssembly.instantiate(bytes, imports).then(({ instance }) => done(instance));
    return {};
  };
  return withEventMethods(await createModule({ instantiateWasm }));
}

const module = await loadModule();

/** A client that has entered a room, and the calls that it makes to the browser from then on. */
function enter() {
  /** @type {[string, ...unknown[]][]} */
  const calls = [];
  /** @param {(name: string, values: unknown[]) => void} note */
  const receiver = (note) => new Proxy({}, { get: (_, name) => (/** @type {unknown[]} */ ...values) => {
    note(String(name), values);
    return 0;
  } });
  const host = receiver((name, values) => calls.push([name, ...values]));
  const client = new module.Client(/** @type {Host} */ (host), /** @type {Observer} */ (receiver(() => {})));
  client.connect('ws://localhost', 'standup', 'Ann', 1, '');
  client.socketOpened();
  client.socketMessage(JSON.stringify(WELCOME));
  calls.length = 0;
  const sent = () => calls.filter(([name]) => name === 'sendText').map(([, text]) => JSON.parse(String(text)));
  return { client, calls, sent };
}

test('each order of a host is sent as its own message', () => {
  const { client, sent } = enter();
  client.admit('PA2');
  client.muteParticipant('PA2', 'video');
  client.endRoom();
  assert.deepEqual(sent(), [
    { type: 'ADMIT', to: 'PA2' }, { type: 'MUTE', to: 'PA2', kind: 'video' }, { type: 'END' },
  ]);
});

test('an event with an unknown word changes nothing', () => {
  const { client, calls } = enter();
  const log = client.eventLog();
  const word = /** @type {any} */ ('MUTE');
  client.muteParticipant('PA2', word);
  client.publishTrack(false, 'MT1', word, true, 'standard', 'microphone');
  client.publishTrack(false, 'MT1', 'audio', true, word, 'microphone');
  client.iceStateChanged(1, word);
  client.connectionPath(1, word);
  client.localDescriptionApplied(1, word, [], '', 'v=0');
  assert.deepEqual(calls, []);
  assert.equal(client.eventLog(), log);
});

test('an unknown event changes nothing', () => {
  const { client, calls } = enter();
  const { handle } = /** @type {{ handle(event: number, fields: unknown[]): void }} */ (/** @type {unknown} */ (client));
  handle.call(client, module.eventNames().length, []);
  assert.deepEqual(calls, []);
});

test('a deleted client is gone', () => {
  const before = module.liveClients();
  const { client } = enter();
  assert.equal(module.liveClients(), before + 1);
  client.delete();
  assert.equal(module.liveClients(), before);
});
