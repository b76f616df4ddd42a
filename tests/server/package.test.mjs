// The npm package of the library: what is in it, and that a bundler, Node and the TypeScript compiler take it; tests/bundlers has more.

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

test('the package has the library, its types and nothing else', () => {
  const folder = join(page, 'node_modules/parley-video');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  assert.deepEqual(files.sort(), ['LICENSE', 'README.md', 'package.json', 'parley-video.d.mts', 'parley-video.d.ts', 'parley-video.js',
    'parley-video.mjs']);
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
  const contents = "import Video, { connect, LocalDataTrack } from 'parley-video'; console.log(Video.connect === connect, LocalDataTrack);";
  const { warnings } = await build({ stdin: { contents, resolveDir: page }, bundle: true, write: false, format: 'esm' });
  assert.deepEqual(warnings, []);
});

test('Node gets the same by import and by require, without a page, and no globals', () => {
  const used = "console.log(typeof Video.connect, typeof Video.configure, typeof Twilio, typeof Parley, Video.isSupported)";
  const run = (/** @type {string[]} */ ...code) => execFileSync(process.execPath, code, { cwd: page, encoding: 'utf8' }).trim();
  assert.equal(run('--input-type=module', '-e', `import * as Video from 'parley-video'; ${used}`), 'function function undefined undefined false');
  assert.equal(run('--input-type=commonjs', '-e', `const Video = require('parley-video'); ${used}`), 'function function undefined undefined false');
  const names = run('--input-type=commonjs', '-e', "console.log(Object.keys(require('parley-video')).filter((name) => name !== '__esModule').sort().join())");
  assert.equal(run('--input-type=module', '-e', "console.log(Object.keys(await import('parley-video')).sort().join())"), names);
});

test('the TypeScript compiler knows its types, of the module and of what require() gives', () => {
  const room = "const room = Math.random() < 2 ? await Video.connect('', { name: 'standup' }) : await connect('');";
  const uses = `room.on('participantConnected', ({ identity }) => identity.toUpperCase());
// @ts-expect-error it has no such thing
room.leave();
`;
  writeFileSync(join(page, 'page.ts'), `import Video, { connect } from 'parley-video';
${room}
${uses}`);
  writeFileSync(join(page, 'page.cts'), `import library = require('parley-video');
const { connect, default: Video } = library;
async function call() {
  ${room}
  ${uses}}
`);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom', 'page.ts', 'page.cts'];
  execFileSync(process.execPath, [compiler, ...options], { cwd: page, stdio: 'pipe' });
});
