// Where the parts of a recording are kept while it goes on, and how many.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginParts } from '../../../web/meeting/recording/kept_parts.js';

const HOUR_S = 3600;
const PART_BYTES = 1000;

/**
 * The browser's storage for the site.
 * @param {{ quota: number, access?: object }} storage `access` to the one file in it; without it, there is none
 */
function installStorage({ quota, access }) {
  const file = { name: 'x', createSyncAccessHandle: async () => access, getFile: async () => new Blob(['the file']) };
  const folder = { getFileHandle: async () => file, removeEntry: async () => {} };
  const storage = {
    estimate: async () => ({ quota, usage: 0 }),
    getDirectory: async () => {
      if (!access) throw new DOMException('', 'SecurityError');
      return { getDirectoryHandle: async () => folder };
    },
  };
  Object.defineProperty(globalThis, 'navigator', { value: { storage }, configurable: true });
}

/** How many parts of that size are taken. @param {import('../../../web/meeting/recording/kept_parts.js').Parts} parts @param {number} size */
async function takenOf(parts, size) {
  const part = new Blob([new Uint8Array(size)]);
  let taken = 0;
  while (taken < 2 * HOUR_S && await parts.write(part)) taken += 1;
  return taken;
}

test('an hour is on the disk, one part behind the other, up to half of the storage', async () => {
  let end = 0;
  installStorage({
    quota: 2 * HOUR_S * PART_BYTES,
    access: {
      close() {},
      write(/** @type {Uint8Array} */ { length }, /** @type {{ at: number }} */ { at }) {
        assert.equal(at, end);
        end += length;
        return length;
      },
    },
  });
  const parts = await beginParts('x');
  assert.equal(await takenOf(parts, PART_BYTES), HOUR_S);
  assert.equal(await (await parts.all()).text(), 'the file');
});

test('where the disk is full, or takes only some of a part, there is no room for more', async () => {
  const full = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  for (const write of [full, () => PART_BYTES - 1]) {
    installStorage({ quota: 1e9, access: { close() {}, write } });
    assert.equal(await takenOf(await beginParts('x'), PART_BYTES), 0);
  }
});

test('without storage for the site the parts are in memory, up to a limit', async () => {
  installStorage({ quota: 1e12 });
  assert.equal(await takenOf(await beginParts('x'), 1_000_000), 1000);
});
