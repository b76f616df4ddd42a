// The page in the person's language.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';

const stage = new Stage();

/** @param {import('playwright-core').Page} page */
async function howItSpeaks(page) {
  await page.locator('#create-room').waitFor({ state: 'visible' });
  return page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir, button: document.querySelector('#create-room')?.textContent?.trim() };
  });
}

test('the lobby speaks the language of the browser, or that of the address', async () => {
  const german = await stage.page({ locale: 'de-AT' });
  await german.goto(stage.server.url);
  assert.deepEqual(await howItSpeaks(german), { lang: 'de', dir: 'ltr', button: 'Raum eröffnen' });
  await german.goto(`${stage.server.url}/?lang=ar`);
  assert.deepEqual(await howItSpeaks(german), { lang: 'ar', dir: 'rtl', button: 'افتح الغرفة' });
});

test('a meeting stays English where the words do not come', async () => {
  const page = await stage.page({ locale: 'fr' });
  await page.route(/\/fr-\w+\.json$/, (route) => route.abort());
  await page.goto(stage.server.url);
  assert.deepEqual(await howItSpeaks(page), { lang: 'en', dir: 'ltr', button: 'Create room' });
});
