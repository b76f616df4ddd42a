// Bundles the contenders' pages and serves them; nothing is written to disk.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** @import { Server } from 'node:http' */

const PAGES = ['floor', 'parley', 'first_seed', 'simple_peer', 'peerjs', 'hand_written'];
const FOLDER = fileURLToPath(new URL('pages/', import.meta.url));
const WASM = new URL('../../../build/wasm/', import.meta.url);
const SEED = new URL('../../browser/fixtures/first-seed/', import.meta.url);

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript'],
  ['.mjs', 'text/javascript'],
  ['.wasm', 'application/wasm'],
]);

export class PageServer {
  #server;

  /** @param {Server} server listening */
  constructor(server) {
    this.#server = server;
  }

  static async start() {
    const files = await buildPages();
    const server = createServer((request, response) => {
      // The folder before the name is the room, for the page that takes it from there.
      const name = path.posix.basename(request.url ?? '');
      const content = files.get(name);
      response.statusCode = content === undefined ? 404 : 200;
      response.setHeader('Content-Type', TYPES.get(path.extname(name)) ?? 'text/plain');
      response.end(content);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageServer(server);
  }

  get origin() {
    const address = this.#server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    return `http://127.0.0.1:${port}`;
  }

  /** @param {string} room @param {string} page */
  url(room, page) {
    return `${this.origin}/${room}/${page}.html`;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** @returns {Promise<Map<string, Uint8Array | string>>} by file name */
async function buildPages() {
  const { outputFiles } = await build({
    entryPoints: PAGES.map((page) => path.join(FOLDER, `${page}.js`)),
    bundle: true,
    write: false,
    outdir: FOLDER,
    format: 'esm',
    define: {
      PARLEY_GLUE_FILE: '"parley.mjs"',
      PARLEY_WASM_FILE: '"parley.wasm"',
      PARLEY_VERSION: '"bench"',
    },
  });
  /** @type {Map<string, Uint8Array | string>} */
  const files = new Map();
  for (const file of outputFiles) files.set(path.basename(file.path), file.contents);
  for (const page of PAGES) files.set(`${page}.html`, html(page));
  for (const name of ['parley.mjs', 'parley.wasm']) {
    files.set(name, await readFile(new URL(name, WASM)));
  }
  files.set('index.js', await readFile(new URL('index.js', SEED)));
  files.set('first_seed.html', seedHtml(await readFile(new URL('index.html', SEED), 'utf8')));
  return files;
}

/** @param {string} page */
function html(page) {
  return `<!doctype html>
<title>${page}</title>
<video id="remote" autoplay playsinline></video>
<script type="module" src="/${page}.js"></script>
`;
}

/** The article's page without what it loads from elsewhere. @param {string} source */
function seedHtml(source) {
  return source
    .replaceAll('http://localhost:8000/static/', '/')
    .replace(/<link href=" https:[^>]*>|<script src="https:[^>]*><\/script>/g, '')
    .replace('</body>', '<script type="module" src="/first_seed.js"></script></body>');
}
