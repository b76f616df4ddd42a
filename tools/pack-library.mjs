// Makes an npm package of the library out of dist/: build/package/, and with `npm pack` a file of it.
//
//   node tools/pack-library.mjs

import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'build/package');
const { version, license } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

const MANIFEST = {
  name: 'parley-video',
  version,
  description: 'Video calls from browser to browser by a Parley server, with the API of twilio-video.js',
  license,
  type: 'module',
  main: 'parley-video.mjs',
  types: 'parley-video.d.ts',
  exports: {
    '.': { types: './parley-video.d.ts', default: './parley-video.mjs' },
    './parley-video.js': './parley-video.js',
    './assets/*': './assets/*',
    './package.json': './package.json',
  },
  sideEffects: ['./parley-video.js'],
};

await rm(target, { recursive: true, force: true });
await mkdir(path.join(target, 'assets'), { recursive: true });
const module = await readFile(path.join(root, 'dist/parley-video.mjs'), 'utf8');
// Only what the library loads by itself, and not what belongs to the pages.
const assets = new Set(module.match(/assets\/parley-[\w-]+\.(?:js|wasm)/g));
for (const file of ['parley-video.js', 'parley-video.mjs', ...assets]) {
  await cp(path.join(root, 'dist', file), path.join(target, file));
}
await cp(path.join(root, 'client-wasm/types/parley-video.d.ts'), path.join(target, 'parley-video.d.ts'));
// The other documents do not come along, so their links would lead nowhere.
const readme = await readFile(path.join(root, 'docs/library.md'), 'utf8');
const elsewhere = /\[[^\]]*\]\((?!https?:|#)([^)]+)\)/g;
await writeFile(path.join(target, 'README.md'), readme.replace(elsewhere, "docs/$1 in Parley's repository"));
await cp(path.join(root, 'LICENSE'), path.join(target, 'LICENSE'));
await writeFile(path.join(target, 'package.json'), `${JSON.stringify(MANIFEST, null, 2)}\n`);
const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', path.join(root, 'build'), target]);
console.log(`build/${packed.toString().trim()}`);
