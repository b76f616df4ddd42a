// The npm package of the library: what is in it, and that a bundler and the TypeScript compiler take it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = mkdtempSync(join(tmpdir(), 'parley-package-'));

before(() => {
  const packed = execFileSync(process.execPath, ['tools/pack-library.mjs'], { cwd: ROOT, encoding: 'utf8' });
  writeFileSync(join(page, 'package.json'), '{"type": "module"}');
  const options = ['install', '--silent', '--offline', '--no-audit', '--no-fund', join(ROOT, packed.trim())];
  execFileSync('npm', options, { cwd: page });
});

after(() => rmSync(page, { recursive: true, force: true }));

test('the package has the library, its module, its types and nothing else', () => {
  const folder = join(page, 'node_modules/parley-video');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replace(/-[0-9a-f]{10}\./, '-HASH.'));
  assert.deepEqual(files.sort(), ['LICENSE', 'README.md', 'assets', 'assets/parley-HASH.wasm',
    'assets/parley-glue-HASH.js', 'package.json', 'parley-video.d.ts', 'parley-video.js', 'parley-video.mjs']);
});

test('every link of its README leads somewhere', () => {
  const folder = join(page, 'node_modules/parley-video');
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, link]) => link);
  const isThere = (/** @type {string} */ link) => /^https?:/.test(link) || existsSync(join(folder, link.split('#')[0]));
  assert.deepEqual(links.filter((link) => !isThere(link)), []);
  assert.match(readme, /docs\/hosting\.md in Parley's repository/);
});

test('a bundler finds what it exports', async () => {
  const contents = "import Video, { connect, LocalDataTrack } from 'parley-video'; Video.connect === connect; LocalDataTrack;";
  const { warnings } = await build({ stdin: { contents, resolveDir: page }, bundle: true, write: false, format: 'esm' });
  assert.deepEqual(warnings, []);
});

test('the TypeScript compiler knows its types', () => {
  writeFileSync(join(page, 'page.ts'), `import Video, { connect } from 'parley-video';
const room = Math.random() < 2 ? await Video.connect('', { name: 'standup' }) : await connect('');
room.on('participantConnected', ({ identity }) => identity.toUpperCase());
// @ts-expect-error it has no such thing
room.leave();
`);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom', 'page.ts'];
  execFileSync(process.execPath, [compiler, ...options], { cwd: page, stdio: 'pipe' });
});
