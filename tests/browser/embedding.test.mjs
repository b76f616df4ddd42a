// A meeting in a frame of somebody else's page.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let host;
let origin = '';

before(async () => {
  host = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>A shop</title><div id="here"></div><script src="${server.url}/embed.js"></script>`);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  const address = host.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  server = await Server.start({ args: ['--embed-origin', origin] });
  browser = await launchChromium();
});
atEnd(() => browser?.close());
atEnd(() => server?.stop());
atEnd(() => host?.close());

/** @param {import('playwright-core').Page} page */
const state = (page) => page.evaluate(() => Reflect.get(globalThis, 'frame').state);

test('the page around the frame joins, mutes and leaves, and hears of it', async () => {
  const page = await browser.newPage();
  await page.goto(origin);
  await page.evaluate(() => {
    const ParleyFrame = Reflect.get(globalThis, 'ParleyFrame');
    const frame = new ParleyFrame(document.querySelector('#here'), { room: 'shop', name: 'Ann', language: 'en' });
    Object.assign(globalThis, { frame });
  });
  await until('the frame answers', () => state(page), (answer) => answer?.phase === 'ready' && answer.microphone);
  const frame = page.frameLocator('iframe');
  assert.equal(await frame.locator('.masthead').isVisible(), false);
  assert.equal(await frame.locator('#name').inputValue(), 'Ann');
  await page.evaluate(() => Reflect.get(globalThis, 'frame').join());
  await until('the call has begun', () => state(page), (answer) => answer.phase === 'in-call');
  await page.evaluate(() => Reflect.get(globalThis, 'frame').setMicrophone(false));
  await until('the microphone is off', () => state(page), (answer) => !answer.microphone && answer.camera);
  await page.evaluate(() => Reflect.get(globalThis, 'frame').leave());
  await until('the call is over', () => state(page), (answer) => answer.phase === 'ready');
});

test('a page that the operator has not named gets no frame', async () => {
  const page = await browser.newPage();
  await page.goto(origin.replace('127.0.0.1', 'localhost'));
  const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = `${url}/room/shop?embed`;
    document.body.append(frame);
  }, server.url);
  await refused;
});
