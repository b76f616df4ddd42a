// The connection check, where a proxy lets requests through but no WebSocket.

import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { startNginxProxy } from './support/other_hosts.mjs';
import { Server } from './support/server.mjs';
import { PATIENCE_MS } from './support/until.mjs';

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  server = await Server.start();
  browser = await launchChromium();
});

atEnd(() => browser?.close());
atEnd(() => server?.stop());

/** @param {string} address */
async function openCheck(address) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${address}/check.html`);
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} verdict */
async function comesTo(page, verdict) {
  await page.click('#start-check');
  await page.locator(`#verdict[data-verdict="${verdict}"]`).waitFor({ timeout: PATIENCE_MS });
}

test('it says that WebSockets do not get through', async () => {
  const proxy = await startNginxProxy(server, (block) => block.replace(/.*(Upgrade|"upgrade").*\n/g, ''));
  try {
    await comesTo(await openCheck(proxy.url), 'websocket');
  } finally {
    await proxy.child.stop();
  }
});

test('where no request gets through either, the server does not answer', async () => {
  const proxy = await startNginxProxy(server);
  const page = await openCheck(proxy.url);
  await proxy.child.stop();
  await comesTo(page, 'server');
});
