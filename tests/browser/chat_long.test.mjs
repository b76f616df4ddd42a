// A chat with more in it than is shown at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { CHAT_LIMITS } from '../../web/meeting/chat/limits.js';
import { expectNothingFound } from './support/axe.mjs';
import { chatOf, say } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

const stage = new Stage();

/** As say(), but quicker than anybody writes. @param {Page} page @param {string[]} texts */
const sayAll = (page, texts) => page.evaluate((texts) => {
  const field = document.querySelector('#chat-field');
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('there is no field');
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
  }
}, texts);

/** @param {Page} page @param {number} count */
const untilLines = (page, count) =>
  until(`there are ${count} lines`, () => page.locator('.chat-entry').count(), (seen) => seen === count);

/** Where a line is in the window. @param {Page} page @param {string} text */
const topOf = (page, text) => page.locator('.chat-entry', { hasText: text }).evaluate((line) => line.getBoundingClientRect().top);

test('the latest messages are shown, and earlier ones when one asks for them', async () => {
  const { ann, ben } = await stage.twoInCall('long chat');
  const { page } = ann;
  for (const one of [ann, ben]) await one.page.click('#chat');
  const count = CHAT_LIMITS.shown + 50;
  const texts = Array.from({ length: count }, (_, index) => `message ${index + 1}.`);
  await sayAll(page, texts);
  await until('the latest are there', () => chatOf(page),
    (seen) => seen.join() === texts.slice(-CHAT_LIMITS.shown).map((text) => `Me: ${text}`).join());
  const earlier = page.getByRole('button', { name: 'Show earlier messages' });
  await earlier.waitFor();
  await expectNothingFound(page, 'a long chat');

  // What one was reading stays where it is; the button has had its day, and the focus is in the log.
  await earlier.focus();
  const before = await topOf(page, 'message 60.');
  await page.keyboard.press('Enter');
  await until('all are there', () => chatOf(page), (seen) => seen.join() === texts.map((text) => `Me: ${text}`).join());
  assert.ok(Math.abs(await topOf(page, 'message 60.') - before) < 2);
  await earlier.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'chat-log');

  // Nothing is taken from under the eyes of whoever reads further up.
  await say(ben.page, 'from Ben');
  await untilLines(page, count + 1);
  assert.ok(Math.abs(await topOf(page, 'message 60.') - before) < 2);
  // But it is once one reads along at the end again.
  await page.locator('.chat-log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
  await say(ben.page, 'more from Ben');
  await untilLines(page, CHAT_LIMITS.shown);
  assert.equal((await chatOf(page)).at(-1), 'Ben: more from Ben');
  await ann.meeting.untilAnnounced(/Ben: more from Ben/);
  assert.deepEqual(stage.complaints, []);
});

test('of all that others have said nothing is lost by one’s speaking faster than they listen', async () => {
  const { ann, ben } = await stage.twoInCall('fast chat');
  for (const one of [ann, ben]) await one.page.click('#chat');
  const texts = Array.from({ length: 150 }, (_, index) => `message ${index + 1}.`);
  await sayAll(ann.page, texts);
  await until('Ben has it all', () => chatOf(ben.page), (seen) => seen.join() === texts.map((text) => `Ann: ${text}`).join());
  const told = await ben.meeting.evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, 'announced')), null);
  assert.ok(!told.some((words) => words.includes('Too much')), 'nobody is to blame');
});
