import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsOf } from '../../../client-wasm/api/access_token.js';

/** @param {unknown} claims */
function token(claims) {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
}

test('a token tells its owner and its room', () => {
  const grants = { identity: 'Änn "💼" ÿ?>', video: { room: 'stand/up' } };
  assert.deepEqual(grantsOf(token({ grants })), { identity: 'Änn "💼" ÿ?>', room: 'stand/up' });
});

test('what a token does not tell is empty', () => {
  const nothing = { identity: '', room: '' };
  for (const claims of [{}, { grants: null }, { grants: {} }, { grants: { identity: 7, video: [] } }, null, 7]) {
    assert.deepEqual(grantsOf(token(claims)), nothing);
  }
  for (const text of ['', '.', 'x.y.z', 'a.%.b', 'one part']) assert.deepEqual(grantsOf(text), nothing);
});
