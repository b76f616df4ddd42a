// What one writes in the chat: how long it may be, which key sends it, and where links lead.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { chatOf, say, untilChatIs } from './support/chat.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

test('text that is too long is neither cut nor sent, and one is told how long it is', async () => {
  const { page, meeting } = await stage.inCall('long text', 'Ann');
  await page.click('#chat');
  const field = page.locator('#chat-field');
  const count = page.locator('#chat-count');
  await field.fill('x'.repeat(3599));
  assert.equal(await count.isVisible(), false);
  await field.fill('x'.repeat(3700));
  assert.equal(await count.textContent(), '3,700 of 4,000 characters');
  await field.fill('');
  await page.keyboard.insertText(`${'x'.repeat(4000)}END`);
  assert.match(await field.inputValue(), /END$/, 'all of it is there');
  assert.equal(await count.textContent(), '3 characters too many. A message may have up to 4,000.');
  assert.match(await field.getAttribute('aria-describedby') ?? '', /chat-count/);
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await meeting.untilAnnounced(/3 characters too many/);
  await expectNothingFound(page, 'a text that is too long');
  const announced = () => page.evaluate(() =>
    /** @type {string[]} */ (Reflect.get(globalThis, 'announced')).filter((one) => one.includes('too many')).length);
  await field.press('Enter');
  await until('it is said once more', announced, (times) => times === 2);
  assert.deepEqual(await chatOf(page), []);
  await field.press('End');
  for (let letters = 0; letters < 3; ++letters) await field.press('Backspace');
  assert.equal(await field.getAttribute('aria-invalid'), 'false');
  await field.press('Enter');
  await untilChatIs(page, [`Me: ${'x'.repeat(4000)}`]);
  assert.equal(await count.isVisible(), false);
});

test('an Enter that takes a composed word sends nothing, in Safari too; an Escape does not close the chat', async () => {
  const { page } = await stage.inCall('composing', 'Ann');
  await page.click('#chat');
  const field = page.locator('#chat-field');
  await field.fill('日本');
  for (const how of [{ key: 'Enter', keyCode: 229 }, { key: 'Enter', isComposing: true }, { key: 'Escape', keyCode: 229 }]) {
    const taken = await field.evaluate((element, init) =>
      !element.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })), how);
    assert.equal(taken, false, JSON.stringify(how));
  }
  assert.equal(await field.isVisible(), true);
  assert.equal(await field.inputValue(), '日本');
  await field.press('Enter');
  await untilChatIs(page, ['Me: 日本']);
});

test('links end where the address does, and say where they lead if their text hides it', async () => {
  const { page } = await stage.inCall('links', 'Ann');
  await page.click('#chat');
  await say(page, 'See (https://en.wikipedia.org/wiki/Rust_(programming_language)), 见https://example.org/a。',
    'https://bank.example@evil.example/login');
  const links = page.locator('.chat-text a');
  assert.deepEqual(await links.evaluateAll((all) => all.map((one) =>
    [one.getAttribute('href'), one.getAttribute('rel'), one.getAttribute('target'), one.getAttribute('title')])), [
    ['https://en.wikipedia.org/wiki/Rust_(programming_language)', 'noopener', '_blank', null],
    ['https://example.org/a', 'noopener', '_blank', null],
    ['https://bank.example@evil.example/login', 'noopener', '_blank', '(leads to evil.example)'],
  ]);
  // Seen and read out.
  await page.getByRole('link', { name: 'https://bank.example@evil.example/login (leads to evil.example)' }).waitFor();
  await expectNothingFound(page, 'links');
});
