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
  for (const claims of [{}, { grants: null }, { grants: {} }, { grants: { identity: true, video: { room: null } } }, null, 7]) {
    assert.deepEqual(grantsOf(token(claims)), nothing);
  }
  for (const text of ['', '.', 'x.y.z', 'a.%.b', 'one part']) assert.deepEqual(grantsOf(text), nothing);
});

test('numbers are names as they are written, with all their digits', () => {
  const digits = '275933186043258193479128416493281470317';
  const claims = `{"grants":{"identity" : ${digits},"video":{"room":-${digits}}}}`;
  assert.deepEqual(grantsOf(`e30.${Buffer.from(claims).toString('base64url')}.x`), { identity: digits, room: `-${digits}` });
  const quoted = { identity: 'my "identity":12', video: { room: 12 } };
  assert.deepEqual(grantsOf(token({ grants: quoted })), { identity: 'my "identity":12', room: '12' });
});
