// Across upgrades a page never gets a script with another version's module: the script names the files by a
// hash of what is in them, and is itself asked for anew each time (routes_test.cpp, hosting.test.mjs).

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../tools/web-bundle.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-upgrade-'));
after(() => rmSync(folder, { recursive: true }));

/** What a build has with such a module. @param {string} glue @param {string} wasm */
async function build(glue, wasm) {
  writeFileSync(join(folder, 'parley.mjs'), `export default () => ${JSON.stringify(glue)};`);
  writeFileSync(join(folder, 'parley.wasm'), wasm);
  const { assets, library } = await bundle({ root: ROOT, wasm: folder, dev: false });
  const named = ['parley-video.js', 'parley-video.mjs'].map((name) =>
    new Set(Buffer.from(library.get(name) ?? '').toString().match(/assets\/parley-[\w-]+\.(?:js|wasm)/g)));
  return { assets, named };
}

const first = await build('first', 'first');

test('the script and the module name the same three files, which are there', () => {
  const [script, module] = first.named;
  assert.deepEqual(script, module);
  assert.equal(script.size, 3);
  for (const name of script) assert.ok(first.assets.has(name), name);
});

test("a file's name says what is in it", () => {
  for (const [name, content] of first.assets) {
    const hash = createHash('sha256').update(content).digest('hex');
    assert.equal(/-([0-9a-f]{10})\.\w+$/.exec(name)?.[1], hash.slice(0, 10), name);
  }
});

test('with another module the script names another file, and so it is with the glue', async () => {
  const otherWasm = await build('first', 'second');
  const otherGlue = await build('second', 'first');
  const common = (/** @type {typeof first} */ other) => [...first.named[0]].filter((name) =>
    other.named[0].has(name) && !name.includes('parley-encryption'));
  assert.match(common(otherWasm).join(), /^assets\/parley-glue-[^,]*\.js$/);
  assert.match(common(otherGlue).join(), /^assets\/parley-[^,]*\.wasm$/);
});
