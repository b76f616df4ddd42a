// The client's size is a feature: the Wasm module and its glue together, as they are sent.

import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const BUDGET = 70_000;
const ASSETS = new URL('../dist/assets/', import.meta.url);

/** @param {RegExp} name */
function compressedSize(name) {
  const file = readdirSync(ASSETS).find((entry) => name.test(entry));
  if (!file) throw new Error(`dist/assets has no file like ${name}`);
  return brotliCompressSync(readFileSync(new URL(file, ASSETS))).length;
}

const wasm = compressedSize(/^parley-\w+\.wasm$/);
const glue = compressedSize(/^parley-glue-\w+\.js$/);
console.log(`wasm ${wasm} + glue ${glue} = ${wasm + glue} bytes brotli; the budget is ${BUDGET}`);
if (wasm + glue > BUDGET) process.exitCode = 1;
