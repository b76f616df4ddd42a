// The operator's folder: what the server refuses at the start, and what it serves.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Server } from '../browser/support/server.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../build/parley', import.meta.url));
const USAGE_ERROR = 2;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const folders = /** @type {string[]} */ ([]);
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** @param {Record<string, string | Buffer>} files */
function folderWith(files) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-branding-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The first line with which the server refuses it, without the folder's name. @param {Record<string, string>} files */
function refusal(files) {
  const folder = folderWith(files);
  const { status, stderr } = spawnSync(EXECUTABLE, ['--branding', folder], { encoding: 'utf8', timeout: 60_000 });
  assert.equal(status, USAGE_ERROR, stderr);
  return stderr.split('\n')[0].replace(folder, 'FOLDER');
}

test('a mistake in the folder is told at the start, with file and key', () => {
  for (const [files, line] of /** @type {[Record<string, string>, string][]} */ ([
    [{}, 'branding.json: It cannot be read: No such file or directory.'],
    [{ 'branding.json': '{' }, 'branding.json: It is no JSON, from byte 2 on.'],
    [{ 'branding.json': '{"accent": "red"}' }, 'branding.json: accent: Expected a colour as "#RRGGBB", such as "#2f5fde".'],
    [{ 'branding.json': '{"imprint": "javascript:alert(1)"}' },
      'branding.json: imprint: Expected an address that begins with https:// or http://, of 2048 bytes at most.'],
    [{ 'branding.json': '{"logo": "a.svg"}' }, 'a.svg: It cannot be read: No such file or directory.'],
    [{ 'branding.json': '{"logo": "a.svg"}', 'a.svg': 'no picture' }, 'a.svg: It is no SVG: <svg is missing.'],
    [{ 'branding.json': '{"languages": ["nl"]}' },
      'branding.json: languages: Expected a list of languages, each once: en, de, es, fr or ar.'],
  ])) {
    assert.equal(refusal(files), `parley: --branding FOLDER: ${line}`);
  }
});

test('pages know the branding, and its files are served as what they are', async (t) => {
  const branding = { name: 'Töne & <Räume>', logo: 'logo.svg', accent: '#0a7d5a' };
  const server = await Server.start({
    args: ['--branding', folderWith({ 'branding.json': JSON.stringify(branding, null, 2), 'logo.svg': SVG })],
  });
  t.after(() => server.stop());
  for (const path of ['/', '/room/standup', '/check.html', '/room.html', '/nothing/here']) {
    const answer = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
    const html = await answer.text();
    const [, content] = /<meta name="parley-branding" content="([^"]*)">/.exec(html) ?? [];
    assert.ok(content, path);
    assert.deepEqual(JSON.parse(content.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')), branding, path);
    assert.match(html, /<title[^>]*>[^<]*Töne &amp; &lt;Räume&gt;[^<]*</, path);
    assert.doesNotMatch(html, /Parley/, path);
    assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'self'/, path);
  }
  const logo = await fetch(`${server.url}/branding/logo.svg`);
  assert.equal(await logo.text(), SVG);
  assert.equal(logo.headers.get('content-type'), 'image/svg+xml');
  assert.equal(logo.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(logo.headers.get('content-security-policy'), "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  const etag = logo.headers.get('etag') ?? '';
  assert.equal((await fetch(`${server.url}/branding/logo.svg`, { headers: { 'if-none-match': etag } })).status, 304);
  const json = await fetch(`${server.url}/branding/branding.json`);
  assert.equal(json.headers.get('content-type'), 'application/json');
  assert.deepEqual(await json.json(), branding);
  assert.equal((await fetch(`${server.url}/branding/other.svg`)).status, 404);
});

test('without the flag the pages are Parley\'s own', async (t) => {
  const server = await Server.start();
  t.after(() => server.stop());
  const html = await (await fetch(server.url)).text();
  assert.match(html, /<title[^>]*>Parley – /);
  assert.doesNotMatch(html, /parley-branding/);
  assert.deepEqual(await (await fetch(`${server.url}/branding/branding.json`)).json(), {});
});
