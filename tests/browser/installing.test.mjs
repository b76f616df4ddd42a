// The pages as an application of the system: Chromium finds nothing that is against it. There is no
// service worker: browsers install without one, and tell by themselves that one is offline.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchWithProfile } from './support/chromium.mjs';
import { hostBundle } from './support/other_hosts.mjs';
import { Server } from './support/server.mjs';

/** @type {Server} */
let server;
/** @type {Awaited<ReturnType<typeof hostBundle>>} */
let pages;
/** @type {import('playwright-core').BrowserContext} */
let browser;
const profile = mkdtempSync(join(tmpdir(), 'parley-profile-'));

before(async () => {
  server = await Server.start();
  pages = await hostBundle(server.url);
  browser = await launchWithProfile(profile);
});

atEnd(() => browser?.close());
atEnd(() => pages?.child.stop());
atEnd(() => server?.stop());
atEnd(() => rmSync(profile, { recursive: true, force: true }));

/**
 * What Chromium makes of a page.
 * @param {string} url
 */
async function installabilityOf(url) {
  const page = await browser.newPage();
  await page.goto(url);
  const session = await browser.newCDPSession(page);
  const { manifest, errors } = await session.send('Page.getAppManifest');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  await page.close();
  return { problems: [...errors, ...installabilityErrors], start: manifest?.startUrl, scope: manifest?.scope };
}

test('every page of the server can be installed, and opens the home page then', async () => {
  const home = `http://localhost:${new URL(server.url).port}/`;
  for (const path of ['', 'room/standup', 'check.html']) {
    assert.deepEqual(await installabilityOf(home + path), { problems: [], start: home, scope: home }, path);
  }
});

test('so can the pages of a static host, below a path of it', async () => {
  const home = `${pages.url}/`;
  for (const path of ['', 'room.html?room=standup']) {
    assert.deepEqual(await installabilityOf(home + path), { problems: [], start: home, scope: home }, path);
  }
});
