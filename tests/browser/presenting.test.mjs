// Presenting: the presenter knows what is seen, the others see the slide in its shape, and choose between several.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage({ devices: 'none' });

/** @typedef {import('playwright-core').Page} Page */

/** Runs in the page: gives it a screen to share, 4 to 3, of a kind that the test may change. */
function drawScreen() {
  Object.assign(globalThis, { surface: 'window', isOwnTab: false, asked: {} });
  /** @type {{ handle?: string }} */
  let config = {};
  Object.assign(navigator.mediaDevices, { setCaptureHandleConfig: (/** @type {object} */ given) => (config = given) });
  navigator.mediaDevices.getDisplayMedia = async (options) => {
    Object.assign(globalThis, { asked: options });
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
    const context = canvas.getContext('2d');
    setInterval(() => context?.fillRect(Math.random() * 800, Math.random() * 600, 60, 60), 100);
    const media = canvas.captureStream(10);
    const [track] = media.getVideoTracks();
    const settings = track.getSettings.bind(track);
    track.getSettings = () => ({ ...settings(), displaySurface: Reflect.get(globalThis, 'surface') });
    if (Reflect.get(globalThis, 'isOwnTab')) Object.assign(track, { getCaptureHandle: () => config });
    return media;
  };
}

/** @param {string} room @param {string} name */
async function enter(room, name) {
  const tab = await stage.tab(room, { script: drawScreen, options: { viewport: { width: 1280, height: 800 } } });
  await tab.meeting.join(name);
  return tab;
}

test('whoever presents is told so, and stops by the button over the stage', async () => {
  const ann = await enter('banner', 'Ann');
  const ben = await enter('banner', 'Ben');
  const bar = ann.page.getByRole('region', { name: 'You are sharing your screen' });
  assert.equal(await bar.isVisible(), false);
  await ann.page.keyboard.press('s');
  await bar.getByText('You are sharing your screen').waitFor();
  assert.equal(await ann.page.evaluate(() => Reflect.get(globalThis, 'asked').selfBrowserSurface), 'exclude');
  await expectNothingFound(ann.page, 'presenting');
  const screen = ben.page.locator('.tile.is-screen.has-video');
  await screen.waitFor();
  // As the slide is, within a pixel that was rounded.
  await until('the tile has the slide\'s shape', () => screen.boundingBox(), (box) =>
    box !== null && Math.abs(box.width / box.height - 4 / 3) < 0.01);
  await bar.getByRole('button', { name: 'Stop sharing' }).focus();
  await ann.page.keyboard.press('Enter');
  await bar.waitFor({ state: 'hidden' });
  await screen.waitFor({ state: 'detached' });
  assert.notEqual(await ann.page.evaluate(() => document.activeElement?.id), '');
});

test('whoever shares a whole screen, or the meeting\'s own tab, is told what that means', async () => {
  const { page } = await enter('hints', 'Ann');
  const bar = page.locator('#presenting');
  await page.evaluate(() => Object.assign(globalThis, { surface: 'monitor' }));
  await page.keyboard.press('s');
  await bar.getByText('Everything on this screen is seen').waitFor();
  await page.keyboard.press('s');
  await bar.waitFor({ state: 'hidden' });
  await page.evaluate(() => Object.assign(globalThis, { surface: 'browser', isOwnTab: true }));
  await page.keyboard.press('s');
  await bar.getByText('This is the meeting’s own tab').waitFor();
  await expectNothingFound(page, 'sharing its own tab');
  await page.keyboard.press('s');
  await bar.waitFor({ state: 'hidden' });
  await page.evaluate(() => Object.assign(globalThis, { isOwnTab: false }));
  await page.keyboard.press('s');
  await bar.waitFor();
  assert.equal(await bar.locator('.over-stage-hint').textContent(), '');
});

test('of several screens each person chooses the large one', async () => {
  const ann = await enter('several', 'Ann');
  const ben = await enter('several', 'Ben');
  const cleo = await enter('several', 'Cleo');
  await cleo.meeting.untilOthersAre(['Ann', 'Ben']);
  const choice = cleo.page.getByRole('region', { name: 'Which screen is large' });
  const large = (/** @type {string} */ name) => until(`${name}'s screen is large`, () =>
    cleo.page.locator('.tile.is-focused .tile-name').allTextContents(), (seen) => `${seen}` === `${name}'s screen`);
  await ann.page.keyboard.press('s');
  await large('Ann');
  assert.equal(await choice.isVisible(), false);
  await ben.page.keyboard.press('s');
  await large('Ben');
  await choice.getByRole('button', { name: "Ben's screen", pressed: true }).waitFor();
  await expectNothingFound(cleo.page, 'two screens');
  await choice.getByRole('button', { name: "Ann's screen" }).focus();
  await cleo.page.keyboard.press('Enter');
  await large('Ann');
  await choice.getByRole('button', { name: "Ann's screen", pressed: true }).waitFor();
  await ann.page.keyboard.press('s');
  await large('Ben');
  await choice.waitFor({ state: 'hidden' });
});
