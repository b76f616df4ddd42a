// The bundle on one origin, the server on another, each below a path of its host.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { freePort } from './support/free_port.mjs';
import { Meeting } from './support/meeting.mjs';
import { hostBundle, startNginxProxy, startReverseProxy } from './support/other_hosts.mjs';
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
  const proxyPort = await freePort();
  pages = await hostBundle(`https://localhost:${proxyPort}/meet`);
  server = await Server.start({ args: ['--allow-origin', pages.origin, '--trusted-proxy', '127.0.0.1'] });
  proxy = await startReverseProxy(server.url, proxyPort);
  browser = await launchChromium();
});

atEnd(() => browser?.close());
atEnd(() => proxy?.child.stop());
atEnd(() => pages?.child.stop());
atEnd(() => server?.stop());

/** A tab that accepts Caddy's certificate; `complaints` is what the page says that is no good. */
async function openTab() {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => {
    // A violation of the content security policy is an error on the console, too.
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

test('pages of a static host hold a call through a server elsewhere, by https and wss', async () => {
  const [ann, ben] = await Promise.all(['Ann', 'Ben'].map(async (name) => {
    const tab = await openTab();
    /** @type {string[]} */
    const sockets = [];
    tab.page.on('websocket', (socket) => sockets.push(socket.url()));
    const meeting = await Meeting.at(tab.page, `${pages.url}/room.html?room=caf%C3%A9`);
    await meeting.join(name);
    return { ...tab, meeting, sockets };
  }));
  await ann.meeting.untilOthersAre(['Ben']);
  await ann.meeting.waitForFrames(1);
  await ben.meeting.waitForFrames(1);
  for (const { sockets, complaints } of [ann, ben]) {
    assert.deepEqual(new Set(sockets), new Set([`${proxy.url.replace('https', 'wss')}/ws/caf%C3%A9`]));
    assert.deepEqual(complaints, []);
  }
});

test('the server gives its own pages below a path, too', async () => {
  const calls = await Promise.all(['Cleo', 'Dan'].map(async (name) => {
    const { page, complaints } = await openTab();
    const meeting = await Meeting.open(page, proxy.url, 'below a path');
    await meeting.join(name);
    return { meeting, complaints };
  }));
  for (const { meeting, complaints } of calls) {
    await meeting.waitForFrames(1);
    assert.deepEqual(complaints, []);
  }
});

test('the home page of the static host leads to a room', async () => {
  const { page } = await openTab();
  await page.goto(`${pages.url}/`);
  await page.fill('#room-name', 'café');
  await page.press('#room-name', 'Enter');
  await page.waitForURL(`${pages.url}/room.html?room=caf%C3%A9`);
  await page.locator('#join-leave').waitFor();
});

test('behind nginx, at its root and below a path, rooms have their names, also with a slash in them', async () => {
  const nginx = await startNginxProxy(server);
  try {
    const [ann, ben] = await Promise.all([['Ann', ''], ['Ben', '/meet']].map(async ([name, path]) => {
      const tab = await openTab();
      const meeting = await Meeting.at(tab.page, `${nginx.url}${path}/room/a%2Fb%20%25`);
      await meeting.join(name);
      assert.equal(await tab.page.locator('#room-title').textContent(), 'a/b %');
      return { ...tab, meeting };
    }));
    await ann.meeting.untilOthersAre(['Ben']);
    assert.deepEqual([ann.complaints, ben.complaints], [[], []]);
  } finally {
    await nginx.child.stop();
  }
});
