import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const stage = new Stage();

async function openHome(path = '/') {
  const page = await stage.page();
  await page.goto(stage.server.url + path);
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} path */
async function expectPath(page, path) {
  await page.waitForURL((url) => url.pathname === path);
}

test('the home page is at /, /home and /lobby', async () => {
  for (const path of ['/', '/home', '/lobby']) {
    const page = await openHome(path);
    await page.locator('#create-room').waitFor();
    assert.notEqual(await page.title(), '');
  }
});

test('the button leads to the room', async () => {
  const page = await openHome();
  await page.fill('#room-name', 'standup');
  await page.click('#create-room');
  await expectPath(page, '/room/standup');
  await page.locator('#join-leave').waitFor();
});

test('so does the Enter key', async () => {
  const page = await openHome();
  await page.fill('#room-name', 'standup');
  await page.press('#room-name', 'Enter');
  await expectPath(page, '/room/standup');
});

for (const room of ['room"', 'team room', 'a/b?c#d', '100%', '💼 büro', '<b>']) {
  test(`a room may be called ${room}`, async () => {
    const page = await openHome();
    await page.fill('#room-name', room);
    await page.click('#create-room');
    await page.locator('#join-leave').waitFor();
    assert.equal(decodeURIComponent(new URL(page.url()).pathname), `/room/${room}`);
  });
}

test('an empty name is told so, without a dialog box', async () => {
  const page = await openHome();
  await page.fill('#room-name', '');
  page.on('dialog', (dialog) => assert.fail(`a dialog box: ${dialog.message()}`));
  await page.click('#create-room');
  await page.locator('#room-name-error').waitFor({ state: 'visible' });
  assert.equal(new URL(page.url()).pathname, '/');
});

test('it fits a telephone 360 pixels wide', async () => {
  const page = await openHome();
  await page.setViewportSize({ width: 360, height: 640 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
});
