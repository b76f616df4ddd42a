// A page in TypeScript that was written for twilio-video.js compiles with the library's types: the vendor's own tests
// of its types do.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-types-'));
after(() => rmSync(folder, { recursive: true }));

test("the vendor's pages compile, but for events that there are not", () => {
  const page = readFileSync(join(ROOT, 'node_modules/twilio-video/tsdef/twilio-video-tests.ts'), 'utf8');
  const types = join(ROOT, 'client-wasm/types/parley-video.js');
  writeFileSync(join(folder, 'page.ts'), page.replace("'./index'", JSON.stringify(types)));
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler',
    '--lib', 'es2022,dom'];
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options, 'page.ts'],
      { cwd: folder, encoding: 'utf8' });
  const errors = stdout.split('\n').filter((line) => line.startsWith('page.ts'));
  assert.deepEqual(errors.filter((line) => !line.includes(`Argument of type '"s"'`)), []);
  assert.equal(errors.length, 2);
});
