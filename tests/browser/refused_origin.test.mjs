// Pages of an origin that the server was not told to allow.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { freePort } from './support/free_port.mjs';
import { Meeting } from './support/meeting.mjs';
import { hostBundle, startReverseProxy } from './support/other_hosts.mjs';
import { Server } from './support/server.mjs';

/** @type {Awaited<ReturnType<typeof hostBundle>>} */
let pages;
/** @type {Awaited<ReturnType<typeof startReverseProxy>>} */
let proxy;
/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  server = await Server.start({ args: ['--trusted-proxy', '127.0.0.1'] });
  proxy = await startReverseProxy(server.url, await freePort());
  pages = await hostBundle(proxy.url);
  browser = await launchChromium();
});

atEnd(() => browser?.close());
atEnd(() => pages?.child.stop());
atEnd(() => proxy?.child.stop());
atEnd(() => server?.stop());

/** A tab that accepts Caddy's certificate. */
async function openTab() {
  return (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
}

test('the page names the cause and the flag', async () => {
  const page = await openTab();
  await Meeting.at(page, `${pages.url}/room.html?room=standup`);
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('#notice', { hasText: `--allow-origin ${pages.origin}` }).waitFor();
});

test('so does the connection check', async () => {
  const page = await openTab();
  await page.goto(`${pages.url}/check.html`);
  await page.click('#start-check');
  await page.locator('#verdict[data-verdict="origin"]').waitFor();
  assert.match(await page.locator('#verdict').innerText(), new RegExp(`--allow-origin ${pages.origin}`));
});

test('and the error of the library', async () => {
  const page = await openTab();
  await page.goto(`${pages.url}/home.html`);
  const told = await page.evaluate(async ({ script, address }) => {
    const { connect } = await import(script);
    const error = await connect('', { name: 'standup', identity: 'Ann', tracks: [], server: address })
      .catch((/** @type {unknown} */ reason) => reason);
    return { id: error.id, code: error.code, message: error.message };
  }, { script: `${pages.url}/parley-video.mjs`, address: proxy.url });
  assert.deepEqual(told, {
    id: 'origin-refused',
    code: 53000,
    message: `The server at ${proxy.url} does not accept pages from ${pages.origin}; `
      + `its operator can allow it with --allow-origin ${pages.origin}.`,
  });
});

// A stranger's name can be made to point at any server: the server counts only names that it was told.
test('the server’s own page, opened by a name that the server was not told, names the other flag', async (t) => {
  const origin = `http://meet.test:${server.port}`;
  const other = await launchChromium('granted', ['--host-resolver-rules=MAP meet.test 127.0.0.1',
    `--unsafely-treat-insecure-origin-as-secure=${origin}`]);
  t.after(() => other.close());
  const page = await other.newPage();
  await Meeting.at(page, `${origin}/room/standup`);
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('#notice', { hasText: `--public-origin ${origin}` }).waitFor();
  assert.match(server.log, new RegExp(`refused-origin.*${origin}.*--public-origin`));
});
