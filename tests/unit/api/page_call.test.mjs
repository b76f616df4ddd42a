// The call from the page's point of view, where somebody changes their mind while it begins.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installFakeModule } from './fake_client.mjs';

const clients = installFakeModule();

/** Answers the page's requests, one after the other. @type {((answer: unknown) => void)[]} */
const requests = [];

Object.assign(globalThis, {
  PARLEY_VERSION: '1.0.0',
  document: { querySelector: () => ({ getAttribute: () => 'static' }) },
  location: new URL('https://pages.example.org/room.html?room=standup'),
  fetch: () => new Promise((resolve) => requests.push((answer) => resolve({ ok: true, json: async () => answer }))),
});

const { Call } = await import('../../../web/meeting/call.js');

test('a call that is left before its server is known is not entered', async () => {
  const call = new Call([]);
  const joining = call.join('standup', 'Ann');
  assert.equal(call.phase, 'connecting');
  call.leave();
  requests.shift()?.({ server: 'https://meet.example.org' });
  await joining;
  assert.equal(call.phase, 'ready');
  assert.equal(call.error, null);
  assert.deepEqual(clients, []);
});
