// Builds the pages: dist/, to be hosted as files anywhere, and build/bundle/, which the server has
// in it. Runs after the Wasm build.
//
//   node tools/build-web.mjs [--dev] [--wasm FOLDER] [--server URL]
//
//   --dev   readable, with source maps
//   --wasm  where parley.mjs and parley.wasm lie; build/wasm by default
//   --server  the server that dist/ is to use, where that is not the host of dist/ itself

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle, finishPage } from './web-bundle.mjs';
import { brotli, writeEmbedded } from './web-embed.mjs';
import { hostingFiles } from './web-hosting.mjs';

/** @import { Bundle, Files } from './web-bundle.mjs' */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    wasm: { type: 'string', default: path.join(root, 'build/wasm') },
    server: { type: 'string', default: '' },
  },
});

const built = await bundle({
  root,
  wasm: path.resolve(options.wasm ?? ''),
  dev: options.dev ?? false,
});
const dist = path.join(root, 'dist');
const embedded = path.join(root, 'build/bundle');
await Promise.all([dist, embedded].map((folder) => rm(folder, { recursive: true, force: true })));
await writeFiles(dist, staticFiles(built));
await writeEmbedded(embedded, servedFiles(built));
printSizes(staticFiles(built));

/**
 * The bundle for any host of static files.
 * @param {Bundle} built
 * @returns {Files}
 */
function staticFiles({ assets, library, names, pages }) {
  const page = (/** @type {string} */ name) => finishPage(pages.get(name) ?? '', names);
  return new Map([
    ['index.html', page('home.html')],
    ['home.html', page('home.html')],
    ['room.html', page('room.html')],
    ['check.html', page('check.html')],
    // Hosts show it at any address, and do not say how deep that is.
    ['404.html', finishPage(pages.get('not_found.html') ?? '', names, { up: '/' })],
    ...hostingFiles(options.server ?? ''),
    ...library,
    ...assets,
  ]);
}

/**
 * The same for Parley's server, by URL path. "/room/" stands for every room.
 * @param {Bundle} built
 * @returns {Files}
 */
function servedFiles({ assets, library, names, pages }) {
  /** @param {string} name @param {string} [up] */
  const page = (name, up) => finishPage(pages.get(name) ?? '', names, { hosting: 'server', up });
  /** @type {Files} */
  const files = new Map([
    ['/home.html', page('home.html')],
    ['/check.html', page('check.html')],
    ['/room.html', finishPage(pages.get('room.html') ?? '', names)],
    ['/room/', page('room.html', '../')],
    // Until the operator has another: the plain pages ask for it.
    ['/branding/branding.json', Buffer.from('{}\n')],
    // The server puts the way up to the root in its place.
    ['/404.html', page('not_found.html', '@up@')],
  ]);
  for (const [name, content] of [...library, ...assets]) files.set(`/${name}`, content);
  return files;
}

/**
 * @param {string} folder
 * @param {Files} files
 */
async function writeFiles(folder, files) {
  for (const name of files.keys()) await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  for (const [name, content] of files) await writeFile(path.join(folder, name), content);
}

/** @param {Files} files */
function printSizes(files) {
  console.log(`${'file'.padEnd(36)}${'bytes'.padStart(9)}${'brotli'.padStart(9)}`);
  for (const [name, content] of files) {
    const compressed = String(brotli(content).length).padStart(9);
    console.log(`${name.padEnd(36)}${String(content.length).padStart(9)}${compressed}`);
  }
}
