// The core of the meeting page in Firefox: what depends on the browser, not on the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firefoxForTests } from './support/firefox.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

const firefox = firefoxForTests();

test('keys, panels, dialogs, devices and push-to-talk work in Firefox', async () => {
  const page = await firefox.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const meeting = await Meeting.open(page, stage.server.url, 'fox page');
  await meeting.join('Ann');
  const ben = await stage.enter('fox page');
  await ben.join('Ben');
  await meeting.waitForFrames(1);
  await page.keyboard.press('m');
  await ben.untilTile('Ann', { microphone: 'off' });
  await page.keyboard.down(' ');
  await ben.untilTile('Ann', { microphone: 'on' });
  await page.keyboard.up(' ');
  await ben.untilTile('Ann', { microphone: 'off' });
  await page.keyboard.press('p');
  await page.waitForSelector('.person');
  await page.keyboard.press('Escape');
  await page.keyboard.press(',');
  await page.waitForSelector('#settings[open] select[data-device="videoinput"] option');
  await page.keyboard.press('Escape');
  const place = await page.$eval('#local', (tile) => tile.getBoundingClientRect().width);
  assert.ok(place < 400, 'one is small in the corner');
  await meeting.leave();
  await ben.untilOthersAre([]);
});
