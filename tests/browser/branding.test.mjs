// The operator's name, logo, colours, texts, links and languages, from the server and as plain files.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const BRANDING = {
  name: 'Acme Meetings',
  logo: 'logo.svg',
  // Neither can be read on white.
  accent: '#ffcc00',
  accentDark: '#3a3000',
  texts: {
    de: { title: 'Willkommen bei Acme', lead: 'Hier treffen wir uns.', lobby: 'Die Sprechstunde beginnt um zehn.' },
    ar: { title: 'أهلا' },
  },
  imprint: 'https://example.org/imprint',
  privacy: 'https://example.org/privacy',
  languages: ['de', 'ar'],
};
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#a60"/></svg>';

const folder = mkdtempSync(join(tmpdir(), 'parley-branding-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'branding.json'), JSON.stringify(BRANDING));
writeFileSync(join(folder, 'logo.svg'), LOGO);

const stage = new Stage({ args: ['--branding', folder] });

/** @param {import('playwright-core').Page} page */
const looks = (page) => page.evaluate(() => {
  const logo = /** @type {HTMLImageElement | null} */ (document.querySelector('.brand-logo'));
  return {
    title: document.title,
    lang: document.documentElement.lang,
    name: document.querySelector('.brand-name')?.textContent,
    logo: (logo?.complete && logo.naturalWidth > 0 && new URL(logo.src).pathname.split('/').slice(-2).join('/')) ?? '',
    links: [...document.querySelectorAll('#legal a')].map((link) => `${link.textContent} ${link.getAttribute('href')}`),
  };
});

const GERMAN = {
  lang: 'de',
  name: 'Acme Meetings',
  logo: 'branding/logo.svg',
  links: ['Impressum https://example.org/imprint', 'Datenschutz https://example.org/privacy'],
};

test('home page, check and meeting show what the operator has made of them, and axe finds nothing', async () => {
  // English is not offered: the first language is spoken.
  const page = await stage.page({ locale: 'en' });
  await page.goto(stage.server.url);
  await page.locator('#create-room').waitFor();
  assert.deepEqual(await looks(page), { ...GERMAN, title: 'Acme Meetings – Videotreffen' });
  assert.equal(await page.locator('h1').textContent(), 'Willkommen bei Acme');
  assert.equal(await page.locator('.home-lead p').first().textContent(), 'Hier treffen wir uns.');
  await expectNothingFound(page, 'home page');
  await page.goto(`${stage.server.url}/check.html`);
  await page.locator('#start-check').waitFor();
  assert.deepEqual(await looks(page), { ...GERMAN, title: 'Acme Meetings – Verbindungstest' });
  await expectNothingFound(page, 'check');
  await page.goto(`${stage.server.url}/room/branding`);
  await page.locator('#join-leave').waitFor();
  assert.deepEqual(await looks(page), { ...GERMAN, title: 'branding – Acme Meetings' });
  assert.equal(await page.locator('#lobby-text').textContent(), 'Die Sprechstunde beginnt um zehn.');
  await expectNothingFound(page, 'before the call');
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('body[data-phase="in-call"]').waitFor();
  await page.locator('#legal').waitFor({ state: 'hidden' });
  await page.keyboard.press(',');
  await page.locator('#settings').waitFor();
  assert.deepEqual(await page.locator('#settings .legal-links a').allTextContents(), ['Impressum', 'Datenschutz']);
  assert.deepEqual(await page.locator('#settings select:has(option[value="de"]) option').evaluateAll((options) =>
    options.map((option) => option.getAttribute('value'))), ['de', 'ar']);
  await expectNothingFound(page, 'settings in the call');
});

test('a language without texts of the operator\'s has Parley\'s, with the operator\'s name', async () => {
  const page = await stage.page({ locale: 'ar' });
  await page.goto(stage.server.url);
  await page.locator('#create-room').waitFor();
  assert.equal(await page.locator('h1').textContent(), 'أهلا');
  assert.match(await page.title(), /Acme Meetings/);
  await page.goto(`${stage.server.url}/room/branding`);
  await page.locator('#join-leave').waitFor();
  assert.equal(await page.locator('#lobby-text').isVisible(), false);
});

test('plain files read the folder that lies beside them', async (t) => {
  const site = join(folder, 'site');
  mkdirSync(site);
  cpSync(DIST, site, { recursive: true });
  for (const name of ['branding.json', 'logo.svg']) cpSync(join(folder, name), join(site, 'branding', name));
  /** @type {Record<string, string>} */
  const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json' };
  const host = http.createServer((request, response) => {
    const path = join(site, new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const content = readFileSync(path);
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream').end(content);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  t.after(() => host.close());
  await once(host, 'listening');
  const address = host.address();
  assert.ok(address !== null && typeof address === 'object');
  const url = `http://localhost:${address.port}`;
  const page = await stage.page({ locale: 'en' });
  await page.goto(`${url}/home.html`);
  await page.locator('#create-room').waitFor();
  assert.deepEqual(await looks(page), { ...GERMAN, title: 'Acme Meetings – Videotreffen' });
  await expectNothingFound(page, 'plain files');
  rmSync(join(site, 'branding'), { recursive: true });
  await page.goto(`${url}/home.html`);
  await page.locator('#create-room').waitFor();
  assert.equal((await looks(page)).name, 'Parley');
});
