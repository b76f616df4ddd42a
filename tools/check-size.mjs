// The client's size is a feature: what a page of somebody else's loads before it can call, and all that our own pages
// load, as they are sent. 104 KB are 106,496 bytes.

import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const ASSETS = new URL('assets/', DIST);

/** @type {[string, number, RegExp[]][]} what, its budget in bytes, the files */
const BUDGETS = [
  ['the library: script, glue and Wasm', 104 * 1024, [/^parley-video\.js$/, /^parley-glue-\w+\.js$/, /^parley-\w+\.wasm$/]],
  ['wasm and glue', 82_500, [/^parley-\w+\.wasm$/, /^parley-glue-\w+\.js$/]],
  ['the meeting page', 250_000, [/^room\.html$/, /^room-\w+\.js$/, /^theme-\w+\.js$/, /^style-\w+\.css$/,
    /^ar-\w+\.json$/, /^favicon-\w+\.svg$/, /^manifest-/, /^parley-\w+\.wasm$/, /^parley-glue-\w+\.js$/]],
  ['the home page', 60_000, [/^home\.html$/, /^home-\w+\.js$/, /^theme-\w+\.js$/, /^style-\w+\.css$/,
    /^ar-\w+\.json$/, /^favicon-\w+\.svg$/, /^manifest-/]],
];

/** @param {RegExp} name */
function compressedSize(name) {
  for (const folder of [DIST, ASSETS]) {
    const file = readdirSync(folder).find((entry) => name.test(entry));
    if (file) return brotliCompressSync(readFileSync(new URL(file, folder))).length;
  }
  throw new Error(`dist has no file like ${name}`);
}

for (const [what, budget, files] of BUDGETS) {
  const size = files.reduce((sum, name) => sum + compressedSize(name), 0);
  console.log(`${what}: ${size} bytes brotli; the budget is ${budget}`);
  if (size > budget) process.exitCode = 1;
}
