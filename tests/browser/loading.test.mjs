// The meeting page on a cold cache over an ordinary line.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

/** An ordinary line: 10 Mbit/s, 20 ms to the server and back. */
const LINE = { downloadThroughput: 10e6 / 8, uploadThroughput: 2e6 / 8, latency: 20, offline: false };

/** Of all that comes before one can join: pages, scripts, styles, words, module; compressed. */
const BUDGET_BYTES = 250_000;

const stage = new Stage();

test('all of the meeting page is 250 KB at most, and it can soon be used', async (context) => {
  const page = await stage.page({ locale: 'ar' });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const start = performance.now();
  await page.goto(`${stage.server.url}/room/loading`, { waitUntil: 'commit' });
  await page.locator('#join-leave:enabled').waitFor();
  const usable = performance.now() - start;
  await page.waitForLoadState('networkidle');
  // The time is told, not tested: it is the machine's as much as the page's.
  context.diagnostic(`usable after ${Math.round(usable)} ms, ${bytes} bytes in all`);
  assert.ok(bytes > 50_000 && bytes <= BUDGET_BYTES, `${bytes} bytes`);
});
