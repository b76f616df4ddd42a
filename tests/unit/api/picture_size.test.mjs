// How large the camera captures.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { constraintsForLines, linesToCapture } from '../../../web/meeting/quality/picture_size.js';

test('two see each other at 720 lines, more at what anyone is sent', () => {
  assert.equal(linesToCapture('automatic', 0, 0), 720);
  assert.equal(linesToCapture('automatic', 2, 180), 720);
  assert.equal(linesToCapture('automatic', 3, 540), 540);
  assert.equal(linesToCapture('automatic', 6, 720), 720);
});

test('the person can have more or less', () => {
  assert.equal(linesToCapture('high', 6, 90), 720);
  assert.equal(linesToCapture('saving', 2, 0), 360);
});

test('pictures are asked for at 16:9', () => {
  assert.deepEqual(constraintsForLines(720),
    { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { max: 30 } });
});
