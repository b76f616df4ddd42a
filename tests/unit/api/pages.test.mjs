import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomNameIn, roomNameProblem } from '../../../web/common/room_name.js';
import { statusWords } from '../../../web/meeting/call_words.js';
import { mediaProblemWords } from '../../../web/meeting/devices/media_words.js';
import { initialsOf } from '../../../web/meeting/stage/initials.js';

test('room names follow the rule of PROTOCOL.md', () => {
  for (const name of ['standup', 'Café "1"/a b', '...', 'ü'.repeat(64), '会議']) {
    assert.equal(roomNameProblem(name), '', name);
  }
  for (const name of ['', '.', '..', 'a\nb', 'a\u007F', 'ü'.repeat(65), '\uD800']) {
    assert.notEqual(roomNameProblem(name), '', JSON.stringify(name));
  }
});

test('a room is found in both forms of address', () => {
  const roomIn = (/** @type {string} */ path) => roomNameIn(new URL(path, 'https://example.org'));
  assert.equal(roomIn('/room/Caf%C3%A9%20%221%22%2Fa'), 'Café "1"/a');
  assert.equal(roomIn('/prefix/room/standup'), 'standup');
  assert.equal(roomIn('/room.html?room=a%20b'), 'a b');
  assert.equal(roomIn('/room/%E0%A4%A'), '');
  assert.equal(roomIn('/room.html'), '');
});

test('the status counts in the singular and the plural', () => {
  assert.equal(statusWords(0), 'Disconnected.');
  assert.equal(statusWords(1), '1 participant online.');
  assert.equal(statusWords(2), '2 participants online.');
});

test('initials stand for the first and the last name', () => {
  assert.equal(initialsOf('Ann Bell'), 'AB');
  assert.equal(initialsOf('  ann   van der Bell '), 'AB');
  assert.equal(initialsOf('élodie'), 'É');
  assert.equal(initialsOf('q\u0307u X\u0302y'), 'Q\u0307X\u0302');
  assert.equal(initialsOf('"Q" & (co)'), 'QC');
  assert.equal(initialsOf('!!!'), '?');
});

test('a lack of camera or microphone is told in one message', () => {
  assert.equal(mediaProblemWords({}), '');
  assert.match(mediaProblemWords({ audio: 'denied', video: 'denied' }), /^Camera and microphone are/);
  assert.match(mediaProblemWords({ audio: null, video: 'missing' }), /^No camera was found\./);
  assert.match(mediaProblemWords({ audio: 'busy', video: 'missing' }), /No camera .* The microphone is/);
});
