import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { spelled } from '../../../client-wasm/api/names.js';

/** @param {string} points */
const textOf = (points) => String.fromCodePoint(...points.split(' ').filter(Boolean).map((point) => parseInt(point, 16)));

const spellings = readFileSync(new URL('../names/spellings.txt', import.meta.url), 'utf8')
  .trim().split('\n').filter((line) => !line.startsWith('#'))
  .map((line) => line.split('|'))
  .map(([written, kept, why]) => ({ written: textOf(written), kept: textOf(kept), why }));

test('names are written as the server writes them', () => {
  assert.ok(spellings.length > 40);
  for (const { written, kept, why } of spellings) {
    assert.equal(spelled(written), kept, why);
    assert.equal(spelled(kept), kept, why);
  }
});
