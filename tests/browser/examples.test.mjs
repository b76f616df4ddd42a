// The examples for developers of pages, as they are printed; only the script's address is the test's.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { atEnd } from './support/at_end.mjs';
import { Site } from './support/site.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const FOLDER = fileURLToPath(new URL('../../docs/examples/', import.meta.url));
const stage = new Stage();
/** @type {Site | undefined} */
let site;
atEnd(() => site?.stop());

/** @param {string} example */
async function open(example) {
  const files = Object.fromEntries(readdirSync(FOLDER).map((name) =>
    [`/${name}`, readFileSync(FOLDER + name, 'utf8').replace('https://meet.example.org/', '/')]));
  site ??= await Site.start(stage.server.url, files);
  const page = await stage.page();
  await page.goto(`${site.url}/${example}.html`);
  return page;
}

/** Waits until that many videos in the place play. @param {import('playwright-core').Page} page @param {string} place @param {number} count */
async function untilVideosPlay(page, place, count) {
  await until(`${count} videos play in ${place}`,
    () => page.locator(`${place} video`).evaluateAll((videos) => videos.filter((video) =>
      video instanceof HTMLVideoElement && video.getVideoPlaybackQuality().totalVideoFrames > 5).length),
    (playing) => playing === count);
}

test('every example has fewer than 60 lines', () => {
  for (const name of readdirSync(FOLDER)) {
    assert.ok(readFileSync(FOLDER + name, 'utf8').split('\n').length <= 60, name);
  }
});

test('one to one: two see each other, and hang up', async () => {
  const pages = [await open('one-to-one'), await open('one-to-one')];
  for (const page of pages) await page.click('#call');
  for (const page of pages) await untilVideosPlay(page, '#other', 1);
  await pages[0].click('#end');
  await untilVideosPlay(pages[1], '#other', 0);
});

test('group: three see one another under their names', async () => {
  const pages = [];
  for (const name of ['Ann', 'Ben', 'Cleo']) {
    const page = await open('group');
    await page.fill('[name=identity]', name);
    await page.press('[name=identity]', 'Enter');
    await page.locator('figure').first().waitFor();
    pages.push(page);
  }
  for (const page of pages) {
    await untilVideosPlay(page, '#people', 3);
    // And none twice, which would only begin to play a little later.
    assert.equal(await page.locator('#people video').count(), 3);
    assert.deepEqual((await page.locator('figcaption').allTextContents()).sort(), ['Ann', 'Ben', 'Cleo']);
  }
});

test('screen share: what one shares the other sees, until it ends', async () => {
  const viewer = await open('screen-share');
  const speaker = await open('screen-share');
  // A browser without a window has no screen to choose.
  await speaker.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = (constraints) => navigator.mediaDevices.getUserMedia(constraints);
  });
  await speaker.click('#share');
  await untilVideosPlay(viewer, '#screens', 1);
  await speaker.click('#stop');
  await untilVideosPlay(viewer, '#screens', 0);
});

test('data track: strokes and words arrive', async () => {
  const ann = await open('data-track');
  const ben = await open('data-track');
  for (const page of [ann, ben]) {
    await until('the other has said hello', () => page.locator('#log').textContent(), (text) => text === 'Painter: hello');
  }
  const inked = () => ben.locator('#board').evaluate((board) =>
    board instanceof HTMLCanvasElement &&
    board.getContext('2d')?.getImageData(0, 0, 640, 400).data.some((value) => value > 0));
  assert.equal(await inked(), false);
  const { x, y } = await ann.locator('#board').boundingBox() ?? { x: 0, y: 0 };
  await ann.mouse.move(x + 50, y + 50);
  await ann.mouse.down();
  for (let step = 0; step < 20; ++step) await ann.mouse.move(x + 50 + 10 * step, y + 60 + step);
  await ann.mouse.up();
  await until('Ben sees what Ann draws', inked);
});
