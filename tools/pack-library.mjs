// Makes an npm package of the library: build/package/, and with `npm pack` a file of it. Runs after the Wasm build.
//
//   node tools/pack-library.mjs
//
// The module is text inside the library's files, because only that is taken in by every bundler, and by Jest, with
// nothing to copy: of `new URL('parley.wasm', import.meta.url)`, esbuild, browserify and Rollup by itself make no file,
// and Vite's development server loses it. It costs 1.5 KB of 96 (Brotli).

import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePackage } from './web-library.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'build/package');
const { version, license } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

// Without "type": a .js file is CommonJS for Node and its like.
const MANIFEST = {
  name: 'parley-video',
  version,
  description: 'Video calls from browser to browser by a Parley server, with the API of twilio-video.js',
  license,
  main: './parley-video.js',
  module: './parley-video.mjs',
  types: './parley-video.d.ts',
  exports: {
    '.': {
      import: { types: './parley-video.d.mts', default: './parley-video.mjs' },
      default: { types: './parley-video.d.ts', default: './parley-video.js' },
    },
    './parley-video.js': './parley-video.js',
    './parley-video.mjs': './parley-video.mjs',
    './package.json': './package.json',
  },
  sideEffects: false,
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const library = await bundlePackage({ root, wasm: path.join(root, 'build/wasm'), version });
for (const [name, content] of library) await writeFile(path.join(target, name), content);
// Of what a declaration file is, the compiler knows by its name. Only the script makes a global variable, and a program may use both files.
const types = await readFile(path.join(root, 'client-wasm/types/parley-video.d.ts'), 'utf8');
const global = /^declare global \{\n[^]*?^\}\n/m;
if (!global.test(types)) throw new Error('The types declare nothing global.');
await writeFile(path.join(target, 'parley-video.d.ts'), types);
await writeFile(path.join(target, 'parley-video.d.mts'), types.replace(global, ''));
// The other documents do not come along, so their links would lead nowhere.
const readme = await readFile(path.join(root, 'docs/library.md'), 'utf8');
const elsewhere = /\[[^\]]*\]\((?!https?:|#)([^)]+)\)/g;
await writeFile(path.join(target, 'README.md'), readme.replace(elsewhere, "docs/$1 in Parley's repository"));
await cp(path.join(root, 'LICENSE'), path.join(target, 'LICENSE'));
await writeFile(path.join(target, 'package.json'), `${JSON.stringify(MANIFEST, null, 2)}\n`);
const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', path.join(root, 'build'), target]);
console.log(`build/${packed.toString().trim()}`);
