// The core of the meeting page in Firefox: what depends on the browser, not on the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { say } from './support/chat.mjs';
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

test('links, long texts and files that cannot be had are in Firefox as in Chromium', async () => {
  const page = await firefox.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const meeting = await Meeting.open(page, stage.server.url, 'fox chat');
  await meeting.join('Ann');
  const ben = await stage.inCall('fox chat', 'Ben');
  await meeting.untilOthersAre(['Ben']);
  await page.click('#chat');
  await ben.page.click('#chat');
  await say(ben.page, 'See https://example.org/a_(b)。');
  await until('Ann has the link', () => page.$$eval('.chat-text a', (links) => links.map((link) => link.getAttribute('href'))),
    (links) => links.join() === 'https://example.org/a_(b)');
  const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') };
  await ben.page.setInputFiles('#chat-files', file);
  await page.waitForSelector('[aria-label="Get plan.txt"]');
  await ben.page.evaluate(() => {
    Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
  });
  await page.click('[aria-label="Get plan.txt"]');
  await until('Ann is told', () => page.$eval('.chat-file-state', ({ textContent }) => textContent),
    (words) => /can no longer open it/.test(words ?? ''));
  await page.focus('#chat-field');
  await page.evaluate(() => {
    const field = document.querySelector('#chat-field');
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    field.setRangeText('x'.repeat(4001));
    field.dispatchEvent(new Event('input'));
  });
  await page.keyboard.press('Enter');
  await meeting.untilAnnounced(/1 character too many/);
});
