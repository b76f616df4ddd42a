// How large pictures arrive: as large as they are shown, and as the person has chosen.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/** The lines of each picture that has arrived, by the name on its tile. @param {Page} page */
const linesOf = (page) => page.evaluate(() => Object.fromEntries(
  [...document.querySelectorAll('.tile[data-participant]')].map((tile) => [
    tile.querySelector('.tile-name')?.textContent, tile.querySelector('video')?.videoHeight ?? 0])));

/** @param {Page} page @param {string} what @param {(lines: Record<string, number>) => boolean} condition */
const untilLines = (page, what, condition) => until(what, () => linesOf(page), condition, 60_000);

/** @param {Page} page @param {string} quality as the settings call it */
async function choose(page, quality) {
  await page.click('#show-settings');
  await page.getByLabel('Picture quality').selectOption({ label: quality });
  await page.keyboard.press('Escape');
}

/** So many pictures have arrived. @param {Page} page */
const framesOf = (page) => page.evaluate(() => {
  const video = document.querySelector('.tile[data-participant] video');
  return video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
});

test('with two, the picture arrives at 1280 x 720', async () => {
  const { ann } = await stage.twoInCall('two');
  await ann.page.setViewportSize({ width: 1600, height: 1000 });
  await untilLines(ann.page, "Ben's picture has 720 lines", ({ Ben }) => Ben === 720);
  assert.equal(await ann.page.locator('.tile[data-participant] video').evaluate((video) => Reflect.get(video, 'videoWidth')), 1280);
});

test('of four, the pinned one is large and the others are thumbnails, until it is no longer pinned', async () => {
  const room = 'four';
  const { page, meeting } = await stage.inCall(room, 'Ann');
  await page.setViewportSize({ width: 800, height: 640 });
  for (const name of ['Ben', 'Cleo', 'Dan']) await stage.inCall(room, name);
  await meeting.untilOthersAre(['Ben', 'Cleo', 'Dan']);
  const ben = page.locator('.tile[data-participant]', { hasText: 'Ben' });
  await ben.dblclick();
  await untilLines(page, 'Ben is large, the others are thumbnails',
    ({ Ben, Cleo, Dan }) => Ben >= 540 && Cleo > 0 && Cleo <= 180 && Dan > 0 && Dan <= 180);
  await ben.dblclick();
  await untilLines(page, 'all are alike again',
    ({ Ben, Cleo, Dan }) => Ben < 540 && [Ben, Cleo, Dan].every((lines) => lines >= 180) && Math.max(Ben, Cleo, Dan) > 180);
});

test('sound only: no pictures either way, and it is remembered', async () => {
  const { ann, ben } = await stage.twoInCall('sound only');
  await until('pictures arrive', () => framesOf(ben.page), (frames) => frames > 3);
  await choose(ann.page, 'Sound only');
  await ben.meeting.untilTile('Ann', { camera: 'off' });
  await ann.page.locator('[data-sound-only] .tile[data-participant] .tile-sound-only').waitFor();
  await until('no picture has come for a second', () => ann.page.evaluate(() => {
    const seen = Reflect.get(globalThis, 'lastPicture') ?? { frames: -1, at: 0 };
    const video = document.querySelector('.tile[data-participant] video');
    const frames = video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0;
    if (frames !== seen.frames) Reflect.set(globalThis, 'lastPicture', { frames, at: performance.now() });
    return frames === seen.frames && performance.now() - seen.at > 1000;
  }), (isStill) => isStill);
  await ann.page.reload();
  assert.equal(await ann.page.locator('body[data-sound-only]').count(), 1);
  await ann.meeting.join('Ann');
  await ann.page.click('#show-settings');
  assert.equal(await ann.page.getByLabel('Picture quality').inputValue(), 'sound-only');
  await ann.page.keyboard.press('Escape');
  // Whoever switches the camera on wants to be seen, and sees.
  await ann.meeting.toggle('camera');
  await ben.meeting.untilTile('Ann', { camera: 'on' });
  await ann.page.locator('body:not([data-sound-only])').waitFor();
  const seen = await framesOf(ann.page);
  await until('pictures come again', () => framesOf(ann.page), (frames) => frames > seen + 3);
});
