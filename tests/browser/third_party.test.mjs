// No request leaves for another host, and nothing on the pages is at odds with their own policy.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage();

/** Notes where a page's requests go and what it complains of. @param {import('playwright-core').Page} page */
function watch(page) {
  const seen = { hosts: new Set(), complaints: /** @type {string[]} */ ([]) };
  /** @param {string} url */
  const note = (url) => {
    const { protocol, host } = new URL(url);
    if (!['data:', 'blob:'].includes(protocol)) seen.hosts.add(host);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  page.on('pageerror', (error) => seen.complaints.push(`${error}`));
  page.on('console', (message) => {
    // A violation of the content security policy is an error on the console, too.
    if (['error', 'warning'].includes(message.type())) seen.complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) seen.complaints.push(`${response.status()} ${response.url()}`);
  });
  return seen;
}

test('the pages ask only their own server, and without a complaint', async () => {
  const page = await stage.page();
  const seen = watch(page);
  await page.goto(stage.server.url);
  await page.locator('#create-room').waitFor();
  const ann = await Meeting.open(page, stage.server.url, 'private');
  await ann.join('Ann');
  const ben = await stage.enter('private');
  await ben.join('Ben');
  await ann.waitForFrames(1);
  await ann.leave();

  assert.deepEqual([...seen.hosts], [new URL(stage.server.url).host]);
  assert.deepEqual(seen.complaints, []);
});
