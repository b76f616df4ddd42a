import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomNameIn, roomNameProblem } from '../../../web/common/room_name.js';
import { statusWords } from '../../../web/meeting/call_words.js';
import { gridOf } from '../../../web/meeting/grid.js';
import { initialsOf } from '../../../web/meeting/initials.js';
import { mediaProblemWords } from '../../../web/meeting/media_words.js';

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

test('tiles fit their area, from 1 to 12 people and from phone to wide screen', () => {
  for (const [width, height] of [[360, 480], [390, 700], [1256, 668], [2500, 1300]]) {
    for (let count = 1; count <= 12; ++count) {
      const tile = gridOf(count, width, height, 10);
      const rows = Math.ceil(count / tile.columns);
      const room = `${count} in ${width}x${height}`;
      assert.ok(tile.width * tile.columns + 10 * (tile.columns - 1) <= width, room);
      assert.ok(tile.height * rows + 10 * (rows - 1) <= height, room);
      assert.ok(tile.width >= 110, room);
    }
  }
});

test('three on a wide screen are shown wide, two on a phone one over the other', () => {
  assert.equal(gridOf(3, 1256, 668, 10).columns, 2);
  assert.equal(gridOf(2, 374, 670, 10).columns, 1);
});

test('initials stand for the first and the last name', () => {
  assert.equal(initialsOf('Ann Bell'), 'AB');
  assert.equal(initialsOf('  ann   van der Bell '), 'AB');
  assert.equal(initialsOf('élodie'), 'É');
  assert.equal(initialsOf('"Q" & (co)'), 'QC');
  assert.equal(initialsOf('!!!'), '?');
});

test('a lack of camera or microphone is told in one message', () => {
  assert.equal(mediaProblemWords({}), '');
  assert.match(mediaProblemWords({ audio: 'denied', video: 'denied' }), /^Camera and microphone are/);
  assert.match(mediaProblemWords({ audio: null, video: 'missing' }), /^No camera was found\./);
  assert.match(mediaProblemWords({ audio: 'busy', video: 'missing' }), /No camera .* Microphone is/);
});
