// A page in TypeScript that was written for twilio-video.js compiles with the library's types: the vendor's own tests
// of its types do, unchanged.

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

/** The oldest compiler that pages may use, and ours. */
for (const [compiler, resolution] of [['typescript-4.9', 'node'], ['typescript', 'bundler']]) {
  test(`the vendor's pages compile with ${compiler}`, () => {
    const page = readFileSync(join(ROOT, 'node_modules/twilio-video/tsdef/twilio-video-tests.ts'), 'utf8');
    writeFileSync(join(folder, 'parley-video.d.ts'), readFileSync(join(ROOT, 'client-wasm/types/parley-video.d.ts')));
    writeFileSync(join(folder, 'page.ts'), page.replace("'./index'", "'./parley-video'"));
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', resolution,
      '--lib', 'es2022,dom'];
    const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', compiler, 'bin/tsc'), ...options, 'page.ts'],
        { cwd: folder, encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}
