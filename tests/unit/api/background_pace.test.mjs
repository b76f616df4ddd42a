// How often the person is looked for in the picture, on machines of different speed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace } from '../../../web/meeting/background/pace.js';

/** A second of frames that take so long each. @param {Pace} pace @param {number} milliseconds */
function note(pace, milliseconds) {
  for (let count = 0; count < 30; ++count) pace.note(milliseconds);
}

test('a machine that is fast enough looks at each frame', () => {
  const pace = new Pace();
  for (const milliseconds of [5, 20, 33]) note(pace, milliseconds);
  assert.equal(pace.maskEvery, 1);
  assert.equal(pace.isTooSlow, false);
});

test('a slower one looks at every second, then every third, and again at each once it has time', () => {
  const pace = new Pace();
  note(pace, 40);
  assert.equal(pace.maskEvery, 2);
  note(pace, 40);
  note(pace, 40);
  assert.equal(pace.maskEvery, 3);
  assert.equal(pace.isTooSlow, false);
  note(pace, 20);
  assert.equal(pace.maskEvery, 3);
  note(pace, 10);
  note(pace, 10);
  note(pace, 10);
  assert.equal(pace.maskEvery, 1);
});

test('it is too slow only when that has not helped', () => {
  const pace = new Pace();
  note(pace, 200);
  note(pace, 200);
  assert.equal(pace.isTooSlow, false);
  note(pace, 200);
  assert.equal(pace.isTooSlow, true);
  note(pace, 50);
  assert.equal(pace.isTooSlow, false);
});
