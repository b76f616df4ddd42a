// The page in the person's language.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @param {import('playwright-core').Page} page */
async function howItSpeaks(page) {
  await page.locator('#create-room').waitFor({ state: 'visible' });
  return page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir, button: document.querySelector('#create-room')?.textContent?.trim() };
  });
}

test('the home page speaks the language of the browser, or that of the address', async () => {
  const german = await stage.page({ locale: 'de-AT' });
  await german.goto(stage.server.url);
  assert.deepEqual(await howItSpeaks(german), { lang: 'de', dir: 'ltr', button: 'Raum eröffnen' });
  await german.goto(`${stage.server.url}/?lang=ar`);
  assert.deepEqual(await howItSpeaks(german), { lang: 'ar', dir: 'rtl', button: 'افتح الغرفة' });
});

test('the language of the address goes from page to page, until the person chooses another', async () => {
  const page = await stage.page({ locale: 'en' });
  const language = () => page.evaluate(() => document.documentElement.lang);
  await page.goto(`${stage.server.url}/?lang=ar`);
  await page.locator('.home-check a').click();
  await page.waitForURL('**/check.html?lang=ar');
  await page.locator('.brand').click();
  await page.locator('#room-name').fill('languages');
  await page.click('#create-room');
  await page.waitForURL('**/room/languages?lang=ar');
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('body[data-phase="in-call"]').waitFor();
  await page.keyboard.press(',');
  await page.locator('#settings select:has(option[value="de"])').selectOption('de');
  await page.reload();
  await until('it speaks German', language, (lang) => lang === 'de');
});

test('the button in the field for the room covers nothing of a name, whichever way one reads', async () => {
  for (const locale of ['en', 'ar']) {
    const page = await stage.page({ locale, viewport: { width: 390, height: 844 } });
    await page.goto(stage.server.url);
    await page.locator('#suggest svg').waitFor();
    const { text, button } = await page.evaluate(() => {
      const field = document.getElementById('room-name') ?? document.body;
      const { paddingLeft, paddingRight } = getComputedStyle(field);
      const { left, right } = field.getBoundingClientRect();
      return { text: { left: left + parseFloat(paddingLeft), right: right - parseFloat(paddingRight) },
        button: document.getElementById('suggest')?.getBoundingClientRect().toJSON() };
    });
    assert.ok(button.left >= text.right || button.right <= text.left, `${locale}: ${JSON.stringify([text, button])}`);
  }
});

test('a name stands beside its avatar, whichever way one reads', async () => {
  for (const [locale, name] of [['en', 'آن'], ['ar', 'Ann']]) {
    const page = await stage.page({ locale });
    await page.goto(`${stage.server.url}/room/names%20${locale}`);
    await page.locator('#join-leave:enabled').waitFor();
    await page.fill('#name', name);
    await page.keyboard.press('Enter');
    await page.locator('body[data-phase="in-call"]').waitFor();
    await page.keyboard.press('p');
    await page.locator('.person-name', { hasText: name }).waitFor();
    const apart = await page.evaluate(() => {
      const words = new Range();
      words.selectNodeContents(document.querySelector('.person-name') ?? document.body);
      const text = words.getBoundingClientRect();
      const avatar = document.querySelector('.person-avatar')?.getBoundingClientRect() ?? text;
      return Math.max(text.left - avatar.right, avatar.left - text.right);
    });
    assert.ok(apart > 0 && apart < 30, `${locale}: ${apart} pixels`);
  }
});

test('a meeting stays English where the words do not come', async () => {
  const page = await stage.page({ locale: 'fr' });
  await page.route(/\/fr-\w+\.json$/, (route) => route.abort());
  await page.goto(stage.server.url);
  assert.deepEqual(await howItSpeaks(page), { lang: 'en', dir: 'ltr', button: 'Create room' });
});
