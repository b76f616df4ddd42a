// Where menus open: beside their button, within the window; on a phone at its bottom.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage({ devices: 'none' });

/** @typedef {import('playwright-core').Page} Page */

const LARGE = [[1280, 800], [820, 1180], [900, 482], [768, 600]];
const PHONE = { width: 390, height: 844 };

/** Beside a button, if they share some of their width and at most a gap is between them. */
const NEAR = 12;

/**
 * Where a menu and its button are, once it is there.
 * @param {Page} page @param {string} menu @param {string} button
 */
async function places(page, menu, button) {
  const [card, opener] = await Promise.all([page.locator(`${menu} .menu`).boundingBox(), page.locator(button).first().boundingBox()]);
  assert.ok(card && opener, menu);
  return { card, opener };
}

/** @param {Page} page @param {string} menu @param {string} button */
async function untilBeside(page, menu, button) {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await until(`${menu} is beside its button at ${width} by ${height}`, () => places(page, menu, button), ({ card, opener }) => {
    const isWithin = card.x >= 0 && card.y >= 0 && card.x + card.width <= width && card.y + card.height <= height;
    const sharesWidth = card.x < opener.x + opener.width && opener.x < card.x + card.width;
    const gap = Math.max(card.y - opener.y - opener.height, opener.y - card.y - card.height);
    return isWithin && sharesWidth && gap <= NEAR;
  });
}

/** @param {Page} page @param {string} menu @param {string} button */
async function untilAtBottom(page, menu, button) {
  await until(`${menu} is at the bottom`, () => places(page, menu, button), ({ card }) =>
    card.x === 0 && card.width === PHONE.width && Math.abs(card.y + card.height - PHONE.height) < 1);
}

/** Ann in a call with Ben, her page in that language. @param {string} language */
async function annWithBen(language) {
  const page = await stage.page();
  await page.goto(`${stage.server.url}/room/menus-${language}?lang=${language}`);
  await page.fill('#name', 'Ann');
  await page.click('#join-leave');
  await page.locator('body[data-phase="in-call"]').waitFor();
  await stage.inCall(`menus-${language}`, 'Ben');
  return page;
}

const OPTIONS = '.person [aria-haspopup]:visible';

for (const language of ['en', 'ar']) {
  test(`menus open beside their buttons, and what a host can do about somebody beside the row (${language})`, async () => {
    const page = await annWithBen(language);
    for (const [width, height] of LARGE) {
      await page.setViewportSize({ width, height });
      for (const name of ['more', 'reactions', 'leave-options']) {
        await page.click(`#${name}`);
        await untilBeside(page, name === 'leave-options' ? '#leave-menu' : `#${name}-menu`, `#${name}`);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('p');
      await page.focus(OPTIONS);
      await page.keyboard.press('Enter');
      await untilBeside(page, '#person-menu', OPTIONS);
      assert.equal(await page.evaluate(() => document.activeElement?.closest('#person-menu') !== null), true);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator(OPTIONS).first().evaluate((button) => button === document.activeElement), true);
      await page.keyboard.press('p');
    }
  });
}

test('on a phone menus are at the bottom, also when the window becomes one while a menu is open', async () => {
  const page = await annWithBen('en');
  await page.keyboard.press('p');
  await page.click(OPTIONS);
  await untilBeside(page, '#person-menu', OPTIONS);
  await page.setViewportSize(PHONE);
  await untilAtBottom(page, '#person-menu', OPTIONS);
  await page.setViewportSize({ width: 1280, height: 800 });
  await untilBeside(page, '#person-menu', OPTIONS);
  await page.keyboard.press('Escape');
  await page.setViewportSize(PHONE);
  await page.click(OPTIONS);
  await untilAtBottom(page, '#person-menu', OPTIONS);
});
