// A meeting in a frame of somebody else's page.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { before, test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { hostPage } from './support/host_page.mjs';
import { freePort } from './support/free_port.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
let origin = '';
/** What the page around the frame lets itself do. */
let policy = '';

before(async () => {
  origin = await hostPage((response) => {
    if (policy) response.setHeader('Content-Security-Policy', policy);
    return `<!doctype html><title>A shop</title><div id="here"></div><script src="${server.url}/embed.js"></script>`;
  });
  server = await Server.start({ args: ['--embed-origin', origin] });
  browser = await launchChromium();
});
atEnd(() => browser?.close());
atEnd(() => server?.stop());

/**
 * A page with the meeting in a frame, which notes what the frame tells.
 * @param {{ at?: string, options?: object, orders?: [string, ...unknown[]][] }} [how] `orders` are given right away
 */
async function openShop({ at = origin, options = {}, orders = [] } = {}) {
  const page = await browser.newPage();
  await page.goto(at);
  await page.evaluate(([options, orders]) => {
    const ParleyFrame = Reflect.get(globalThis, 'ParleyFrame');
    const frame = new ParleyFrame(document.querySelector('#here'), { room: 'shop', name: 'Ann', language: 'en', timeout: 120_000, ...options });
    Object.assign(globalThis, { frame, errors: [], states: [] });
    frame.addEventListener('error', (/** @type {CustomEvent} */ { detail }) => {
      Reflect.get(globalThis, 'errors').push({ reason: detail.reason, message: detail.message });
    });
    frame.addEventListener('state', (/** @type {CustomEvent} */ { detail }) => Reflect.get(globalThis, 'states').push(detail));
    for (const [order, ...values] of orders) frame[order](...values);
  }, /** @type {const} */ ([options, orders]));
  return page;
}

/** @param {Page} page */
const state = (page) => page.evaluate(() => Reflect.get(globalThis, 'frame').state);

/** @param {Page} page @param {string} phase */
const untilPhase = (page, phase) => until(`the frame is ${phase}`, () => state(page), (answer) => answer?.phase === phase);

/** @param {Page} page */
async function firstError(page) {
  const [error] = await until('the frame tells an error', () => page.evaluate(() => Reflect.get(globalThis, 'errors')),
    (errors) => errors.length > 0);
  return error;
}

test('the page around the frame joins, mutes and leaves, and hears of it', async () => {
  const page = await openShop();
  await until('the frame answers', () => state(page), (answer) => answer?.phase === 'ready' && answer.microphone);
  const frame = page.frameLocator('iframe');
  assert.equal(await frame.locator('.masthead').isVisible(), false);
  assert.equal(await frame.locator('#name').inputValue(), 'Ann');
  await page.evaluate(() => Reflect.get(globalThis, 'frame').join());
  await untilPhase(page, 'in-call');
  await page.evaluate(() => Reflect.get(globalThis, 'frame').setMicrophone(false));
  await until('the microphone is off', () => state(page), (answer) => !answer.microphone && answer.camera);
  await page.evaluate(() => Reflect.get(globalThis, 'frame').leave());
  await untilPhase(page, 'ready');
});

test('orders that are given before the frame is there are carried out then, the last of each kind', async () => {
  const orders = /** @type {[string, ...unknown[]][]} */ ([
    ['setMicrophone', true], ['leave'], ['setMicrophone', false], ['join', 'Cleo'],
  ]);
  const page = await openShop({ options: { room: 'early' }, orders });
  const { microphone } = await untilPhase(page, 'in-call');
  assert.equal(microphone, false);
  const phases = await page.evaluate(() =>
    Reflect.get(globalThis, 'states').map((/** @type {{ phase: string }} */ { phase }) => phase));
  assert.deepEqual([...new Set(phases)], ['ready', 'connecting', 'in-call']);
  await page.frameLocator('iframe').locator('.tile-name', { hasText: 'Cleo' }).waitFor();
});

test('after a reload inside the frame the state is the new page\'s, and orders are heard again', async () => {
  const page = await openShop({ options: { room: 'reloaded' }, orders: [['join']] });
  await untilPhase(page, 'in-call');
  const [, frame] = page.frames();
  const isGone = page.evaluate(() => new Promise((resolve) => {
    const frame = Reflect.get(globalThis, 'frame');
    addEventListener('message', ({ data }) => data.parley?.type === 'goodbye' && resolve(frame.state));
  }));
  await frame.evaluate(() => location.reload());
  assert.equal(await isGone, null);
  // It has not greeted us yet: this is for the new page.
  await page.evaluate(() => Reflect.get(globalThis, 'frame').join('Ann'));
  await untilPhase(page, 'in-call');
  await page.evaluate(() => Reflect.get(globalThis, 'frame').leave());
  await untilPhase(page, 'ready');
});

test('a name that the person has entered is there after a reload, until the page around has another', async () => {
  const page = await openShop({ options: { room: 'named' } });
  const field = page.frameLocator('iframe').locator('#name');
  await field.fill('Ann-Marie');
  await page.frameLocator('iframe').locator('#join-leave').click();
  await untilPhase(page, 'in-call');
  await page.frames()[1].evaluate(() => location.reload());
  await untilPhase(page, 'ready');
  assert.equal(await field.inputValue(), 'Ann-Marie');
  await page.evaluate(() => {
    const { element } = Reflect.get(globalThis, 'frame');
    element.src = element.src.replace('name=Ann', 'name=Ben');
  });
  await until('the field has the other name', () => field.inputValue(), (name) => name === 'Ben');
});

test('the frame may do all that the meeting asks the browser for', async () => {
  const page = await openShop();
  await untilPhase(page, 'ready');
  const forbidden = await page.frames()[1].evaluate(() => {
    const { featurePolicy } = /** @type {any} */ (document);
    const asked = ['camera', 'microphone', 'display-capture', 'fullscreen', 'autoplay', 'clipboard-write', 'screen-wake-lock',
      'picture-in-picture', 'web-share'];
    return asked.filter((feature) => featurePolicy.features().includes(feature) && !featurePolicy.allowsFeature(feature));
  });
  assert.deepEqual(forbidden, []);
});

test('a page that the operator has not named gets no frame; it is told why, and the person has a way on', async () => {
  const page = await openShop({ at: origin.replace('127.0.0.1', 'localhost'), options: { timeout: 1000 } });
  const { reason, message } = await firstError(page);
  assert.equal(reason, 'refused');
  assert.match(message, /shows no meeting in a page of http:\/\/localhost:\d+: .*--embed-origin/);
  const frame = page.frameLocator('iframe');
  assert.equal(await frame.locator('html').getAttribute('lang'), 'en');
  await frame.getByText('The meeting cannot be shown here.').waitFor();
  const inTab = frame.getByRole('link', { name: 'Open it in a new tab' });
  assert.equal(await inTab.getAttribute('href'), `${server.url}/room/shop?name=Ann&lang=en`);
  assert.equal(await state(page), null);
});

test('a server that is not there is told, and tried again from the frame', async () => {
  const port = await freePort();
  const page = await openShop({ options: { server: `http://localhost:${port}` }, orders: [['join']] });
  const { reason } = await firstError(page);
  assert.equal(reason, 'unreachable');
  const late = await Server.start({ port, args: ['--embed-origin', origin] });
  try {
    await page.frameLocator('iframe').getByRole('link', { name: 'Try again' }).click();
    await untilPhase(page, 'in-call');
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'frame').error), null);
    await page.close();
  } finally {
    await late.stop();
  }
});

test('a meeting that comes from another origin than it was asked for is told at once', async () => {
  const elsewhere = createServer((request, response) => {
    response.writeHead(307, { Location: `${server.url}${request.url}` }).end();
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const address = elsewhere.address();
  const old = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { reason, message } = await firstError(await openShop({ options: { server: old } }));
  elsewhere.close();
  assert.equal(reason, 'other-origin');
  assert.equal(message, `The meeting came from ${server.url}, not from ${old}: give that as "server".`);
});

test('a page whose own policy allows no such frame is told at once; it may keep the frame as it is', async () => {
  policy = `script-src ${server.url}; frame-src https://other.example`;
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    const reason = await page.evaluate(() => new Promise((resolve) => {
      const ParleyFrame = Reflect.get(globalThis, 'ParleyFrame');
      const frame = new ParleyFrame(document.querySelector('#here'), { room: 'shop' });
      frame.addEventListener('error', (/** @type {CustomEvent} */ event) => {
        event.preventDefault();
        resolve(event.detail.reason);
      });
    }));
    assert.equal(reason, 'blocked-by-page');
    assert.equal(await page.locator('iframe').getAttribute('srcdoc'), null);
  } finally {
    policy = '';
  }
});
