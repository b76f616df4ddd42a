// The script of the page that suites run in: our library, from its source, and what the suites' helpers rely on.

import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { definitions } from '../../tools/web-library.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/**
 * @param {string} root
 * @param {string} server its URL, which has glue and module
 */
export async function bundlePage(root, server) {
  const asset = (/** @type {RegExp} */ name) => {
    const file = readdirSync(join(root, 'dist/assets')).find((entry) => name.test(entry));
    if (!file) throw new Error(`dist has no file like ${name}; "make build" builds it`);
    return `${server}/assets/${file}`;
  };
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    entryPoints: ['page/main.js'],
    bundle: true,
    write: false,
    format: 'iife',
    // Stacks name what our library calls things.
    keepNames: true,
    alias: { assert: require.resolve('assert/'), util: require.resolve('util/'), events: require.resolve('events/') },
    inject: [join(HERE, 'page/process.js')],
    define: {
      ...definitions({
        version: '2.35.0', root: `${server}/`, glue: asset(/^parley-glue-\w+\.js$/), wasm: asset(/^parley-\w+\.wasm$/),
        encryption: asset(/^parley-encryption-\w+\.js$/),
      }),
      'import.meta.url': 'location.href',
      global: 'globalThis',
    },
  });
  return outputFiles[0].text;
}
