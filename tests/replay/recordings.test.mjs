// A real call of three in Chromium, recorded once by tests/browser/report.test.mjs, leads to the same
// actions as ever. Where the core is meant to act differently now, record it anew: make recordings.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { privateWordsIn } from './private_words.mjs';
import { replay, stepsOf } from './replay.mjs';

const FOLDER = new URL('recordings/', import.meta.url);
const logs = readdirSync(FOLDER).filter((name) => name.endsWith('.log'));

test('there is a recording of each of the three', () => assert.equal(logs.length, 3));

for (const name of logs) {
  const file = fileURLToPath(new URL(name, FOLDER));

  test(`${name} leads to the same actions`, () => {
    const expected = readFileSync(file.replace(/\.log$/, '.actions.txt'), 'utf8');
    assert.equal(stepsOf(replay(file)), expected);
  });

  test(`${name} says nothing of who and where`, () => {
    assert.deepEqual(privateWordsIn(readFileSync(file, 'utf8'), ['Nobody', 'Secret plans']), []);
  });
}

test('the recordings are small', () => {
  const bytes = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER)).length);
  assert.ok(bytes.reduce((sum, size) => sum + size, 0) < 100_000, `${bytes}`);
});

test('what is no log is refused with the reason', () => {
  assert.throws(() => replay(fileURLToPath(import.meta.url)), /This is no log of events: line 1/);
});
