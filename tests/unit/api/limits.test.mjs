// The limits of names and passwords, which pages check before the server does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LONGEST_BYTES, SFU_PICTURES, charactersOver } from '../../../client-wasm/api/limits.js';
import { nameProblem, passwordProblem } from '../../../web/common/text_problems.js';
import { callErrorWords } from '../../../web/meeting/call_words.js';

const PROTOCOL = new URL('../../../shared/protocol/include/parley/protocol/limits.h', import.meta.url);

test('they are those of the protocol', () => {
  const header = readFileSync(PROTOCOL, 'utf8');
  const limit = (/** @type {string} */ name) => Number(header.match(new RegExp(`${name} = (\\d+);`))?.[1]);
  assert.deepEqual(LONGEST_BYTES, {
    roomName: limit('room_name_bytes'),
    identity: limit('identity_bytes'),
    password: limit('password_bytes'),
  });
});

test('so many pictures come from an SFU as the server has slots', () => {
  const header = readFileSync(new URL('../../../server/sfu/include/parley/sfu/limits.h', import.meta.url), 'utf8');
  assert.equal(SFU_PICTURES, Number(header.match(/video_slots = (\d+);/)?.[1]));
});

test('what is too much is counted in characters, of which none is divided', () => {
  assert.equal(charactersOver('abcd', 4), 0);
  assert.equal(charactersOver('abcde', 4), 1);
  assert.equal(charactersOver('üü', 4), 0);
  assert.equal(charactersOver('üüü', 4), 1);
  assert.equal(charactersOver('ü🎉🎉', 4), 2);
});

test('a name is measured as the server will see it', () => {
  assert.equal(nameProblem('identity', `  ${'ü'.repeat(128)}\u200B  `), '');
  assert.equal(nameProblem('identity', 'u\u0308'.repeat(128)), '');
  assert.equal(nameProblem('identity', 'ü'.repeat(130)), 'The name is 2 characters too long.');
  assert.match(nameProblem('identity', 'Ann\tBell'), /cannot be displayed/);
});

test('a password is measured as it was entered', () => {
  assert.equal(passwordProblem(' '.repeat(128)), '');
  assert.equal(passwordProblem('ü'.repeat(65)), 'The password is 1 character too long.');
});

test('a server that accepts only shorter names is not said to be down', () => {
  const error = Object.assign(new Error('HELLO.identity: longer than 16 bytes'), { id: 'bad-message' });
  assert.match(callErrorWords(error), /This name is too long/);
});
