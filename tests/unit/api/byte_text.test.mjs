// The module as text in the npm package.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromByteText, toByteText } from '../../../client-wasm/platform/byte_text.js';

test('every byte comes back, and so does every pair', () => {
  for (let first = 0; first < 256; ++first) {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => (index % 2 ? index >> 1 : first));
    assert.deepEqual(fromByteText(toByteText(bytes)), bytes);
  }
  assert.deepEqual(fromByteText(toByteText(new Uint8Array())), new Uint8Array());
});

test('the text needs no escapes in strings, templates and HTML', () => {
  const text = toByteText(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  assert.match(text, /^[!#-~]+$/);
  assert.doesNotMatch(text, /["'`\\$<]/);
});
