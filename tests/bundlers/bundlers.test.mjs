// The npm package in the hands of bundlers and others that load modules: each builds a page, with nothing copied and
// nothing configured, and the page enters a room.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { atEnd } from '../browser/support/at_end.mjs';
import { launchChromium } from '../browser/support/chromium.mjs';
import { freePort } from '../browser/support/free_port.mjs';
import { Server } from '../browser/support/server.mjs';
import { BUILDERS, startVite } from './builders.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
/** The project of whoever uses the package. */
const project = mkdtempSync(join(tmpdir(), 'parley-bundlers-'));
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
/** The folder that the host has. */
let site = '';
/** A host of files, and nothing else. */
const host = createServer((request, response) => {
  try {
    const { pathname } = new URL(request.url ?? '', 'http://host');
    const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const content = readFileSync(join(site, file));
    response.writeHead(200, { 'Content-Type': `${TYPES[extname(file)] ?? 'text/plain'}; charset=utf-8` }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
let origin = '';
let vitePort = 0;

before(async () => {
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const address = host.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  vitePort = await freePort();
  server = await Server.start({ args: ['--allow-origin', origin, '--allow-origin', `http://127.0.0.1:${vitePort}`] });
  browser = await launchChromium();
  const packed = execFileSync(process.execPath, ['tools/pack-library.mjs'], { cwd: ROOT, encoding: 'utf8' });
  writeFileSync(join(project, 'package.json'), '{"name": "project", "version": "1.0.0"}');
  execFileSync('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', join(ROOT, packed.trim())], { cwd: project });
});
atEnd(() => browser?.close());
atEnd(() => server?.stop());
atEnd(() => host.close());
atEnd(() => rmSync(project, { recursive: true, force: true }));

const ENTER = `connect('', { name: 'bundled', identity: 'Ann', tracks: [] })
  .then(({ state }) => [state, Video.connect === connect, Video.isSupported].join(), String)
  .then((answer) => { globalThis.answer = answer; });\n`;

/** A page's sources, and the folder for what is made of them. @param {string} name @param {string} [library] */
function newPage(name, library = 'parley-video') {
  const folder = join(project, name.replace(/\W+/g, '-'));
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(folder, 'page.mjs'), `import Video, { connect } from '${library}';\n${ENTER}`);
  writeFileSync(join(folder, 'page.cjs'), `const Video = require('${library}');\nconst { connect } = Video;\n${ENTER}`);
  const html = (/** @type {string} */ script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
<meta name="parley-server" content="${server.url}"></head>
<body><script${script.endsWith('.mjs') ? ' type="module"' : ''} src="./${script}"></script></body></html>`;
  return { folder, out, html };
}

/**
 * The page in a folder enters the room, and unless its script is the server's, it asks the server for nothing else.
 * @param {string} folder
 * @param {{ url?: string, isOfServer?: boolean }} [more] `url`: if somebody else hosts it
 */
async function enters(folder, { url = origin, isOfServer = false } = {}) {
  site = folder;
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    const asked = response.url();
    if (response.status() >= 400 && !asked.endsWith('/favicon.ico')) complaints.push(`${asked}: ${response.status()}`);
    if (!isOfServer && asked.startsWith(server.url)) complaints.push(`${asked} is the server's`);
  });
  await page.goto(url);
  const answer = await page.waitForFunction(() => Reflect.get(globalThis, 'answer')).then((handle) => handle.jsonValue(), String);
  await page.close();
  assert.deepEqual([answer, ...complaints], ['connected,true,true']);
}

for (const [name, build] of Object.entries(BUILDERS)) {
  test(name, async () => {
    const page = newPage(name);
    await build(page);
    await enters(page.out);
  });
}

test("Vite's development server", async () => {
  const page = newPage('vite-dev');
  const vite = await startVite(page, vitePort);
  try {
    await enters(page.folder, { url: vite.url });
  } finally {
    await vite.stop();
  }
});

test('the module and its two files from the server, copied into the sources of webpack and Vite', async () => {
  for (const name of ['webpack 5', 'Vite']) {
    const page = newPage(`copied into ${name}`, './parley-video.mjs');
    cpSync(join(ROOT, 'dist/parley-video.mjs'), join(page.folder, 'parley-video.mjs'));
    cpSync(join(ROOT, 'dist/assets'), join(page.folder, 'assets'), { recursive: true, filter: (file) => !/room-|style-/.test(file) });
    await BUILDERS[name](page);
    await enters(page.out);
  }
});

test('RequireJS, with the script of the package and with that of the server', async () => {
  const page = newPage('requirejs');
  cpSync(require.resolve('requirejs/require.js'), join(page.out, 'require.js'));
  cpSync(join(project, 'node_modules/parley-video/parley-video.js'), join(page.out, 'parley-video.js'));
  for (const [script, isOfServer] of /** @type {const} */ ([['./parley-video.js', false], [`${server.url}/parley-video.js`, true]])) {
    const code = `<script>requirejs(['${script}'], (Video) => { const { connect } = Video; ${ENTER} });</script>`;
    writeFileSync(join(page.out, 'index.html'), page.html('require.js').replace('</body>', `${code}</body>`));
    await enters(page.out, { isOfServer });
  }
});

test('Node, which renders pages on a server, imports and requires it', () => {
  const { folder } = newPage('node');
  const look = 'console.log([Video.connect === connect, isSupported, new LocalDataTrack().kind].join());';
  const names = '{ connect, isSupported, LocalDataTrack }';
  writeFileSync(join(folder, 'render.mjs'), `import Video, ${names} from 'parley-video';\n${look}\n`);
  writeFileSync(join(folder, 'render.cjs'), `const Video = require('parley-video');\nconst ${names} = Video;\n${look}\n`);
  for (const file of ['render.mjs', 'render.cjs']) {
    const printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
    assert.equal(printed.trim(), 'true,false,data', file);
  }
});

test('Jest, with and without a page', () => {
  const { folder } = newPage('jest');
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'page.test.js'), `const { connect, default: Video, ...library } = require('parley-video');
test('the library loads, and can be replaced', async () => {
  expect(connect).toBe(Video.connect);
  library.configure({ server: 'https://meet.example.org' });
  expect(() => library.configure({ server: 'meet.example.org' })).toThrow('not the address');
  jest.spyOn(require('parley-video'), 'connect').mockResolvedValue({ state: 'connected' });
  await expect(require('parley-video').connect('')).resolves.toEqual({ state: 'connected' });
});
`);
  for (const environment of ['jest-environment-jsdom', 'jest-environment-node']) {
    const options = ['--rootDir', folder, '--testEnvironment', require.resolve(environment), '--cacheDirectory', join(folder, 'cache')];
    execFileSync(process.execPath, [require.resolve('jest/bin/jest'), ...options], { cwd: folder, stdio: 'pipe' });
  }
});
