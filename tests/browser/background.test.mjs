// What others see behind a person. The fake camera shows none, so all or nearly all of its picture is background.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

// By the processor, as there need be no graphics card.
const stage = new Stage({ flags: () => ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });

/** The tile of the only other one, and one's own. */
const OTHER = '.tile:not(#local) video';
const OWN = '#local video';

/** How many edges a picture has: pixels that differ from their neighbour by more than a codec makes them. @param {Page} page @param {string} video */
function sharpness(page, video) {
  return page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return null;
    const canvas = new OffscreenCanvas(320, 180);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(element, 0, 0, 320, 180);
    const { data } = /** @type {ImageData} */ (context?.getImageData(0, 0, 320, 180));
    let edges = 0;
    for (let at = 4; at < data.length; at += 4) {
      if (at % (320 * 4) !== 0 && Math.abs(data[at] - data[at - 4]) > 20) ++edges;
    }
    return edges;
  }, video);
}

/** The colour in a corner. @param {Page} page @param {string} video */
function corner(page, video) {
  return page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return null;
    const context = new OffscreenCanvas(32, 18).getContext('2d');
    context?.drawImage(element, 0, 0, 32, 18);
    return [.../** @type {ImageData} */ (context?.getImageData(1, 1, 1, 1)).data.slice(0, 3)];
  }, video);
}

/** @param {Page} page */
const openDevices = (page) => page.locator('#devices summary').click();

/** @param {Page} page */
const field = (page) => page.locator('select[data-setting="background"]:visible');

/** @param {Page} page @param {string} video @param {(value: number) => boolean} is */
const untilSharpness = (page, video, is) =>
  until(`${video} is as sharp as it should be`, () => sharpness(page, video), (value) => value !== null && is(value));

/** Runs in the page: counts the pictures that the worker has made. */
function countPictures() {
  const { Worker: Real } = globalThis;
  Object.assign(globalThis, {
    pictures: 0,
    Worker: class extends Real {
      constructor(/** @type {URL} */ url, /** @type {WorkerOptions | undefined} */ options) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.type === 'picture') Reflect.set(globalThis, 'pictures', Reflect.get(globalThis, 'pictures') + 1);
        });
      }
    },
  });
}

/** @param {Page} page */
const untilWorkerIsReady = (page) => until('the worker has made pictures',
  () => page.evaluate(() => Reflect.get(globalThis, 'pictures')), (pictures) => pictures > 3);

// The camera's own picture has 190 to 440 edges, also when it has just begun; blurred it has none, but where the model
// now and then takes a piece of it for a person.
const SHARP = 150;
const BLURRED = 100;

test('a blurred background is what others see, from the first picture on, and after a reload', async () => {
  const { page: ben, meeting: bens } = await stage.inCall('blur', 'Ben');
  const { page: ann, meeting } = await stage.tab('blur', { script: countPictures });
  await openDevices(ann);
  await field(ann).selectOption('blur');
  await untilSharpness(ann, OWN, (value) => value < BLURRED);
  await untilWorkerIsReady(ann);
  await untilSharpness(ann, OWN, (value) => value < BLURRED);
  await meeting.join('Ann');
  await bens.untilOthersAre(['Ann']);
  await bens.waitForFrames(1);
  for (let count = 0; count < 10; ++count) {
    const seen = await sharpness(ben, OTHER);
    assert.ok(seen !== null && seen < BLURRED, `others saw a picture of sharpness ${seen}`);
  }

  await meeting.toggle('camera');
  await meeting.toggle('camera');
  await bens.waitForFrames(1);
  await untilSharpness(ben, OTHER, (value) => value < BLURRED);

  await ann.reload();
  await meeting.join('Ann');
  await bens.waitForFrames(1);
  await untilSharpness(ben, OTHER, (value) => value < BLURRED);

  await meeting.click('#show-settings');
  assert.equal(await field(ann).inputValue(), 'blur');
  await field(ann).selectOption('none');
  await untilSharpness(ben, OTHER, (value) => value > SHARP);
});

test('a picture of one’s own is put behind the person, and kept', async () => {
  const { page: ann, meeting } = await stage.tab('picture');
  await openDevices(ann);
  const chooser = ann.waitForEvent('filechooser');
  await field(ann).selectOption('picture');
  await (await chooser).setFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('not a picture') });
  await ann.getByText('cannot show this file as a picture').waitFor();
  assert.equal(await field(ann).inputValue(), 'none');

  const picture = await ann.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 400);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = '#f0f';
    context.fillRect(0, 0, 640, 400);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  const again = ann.waitForEvent('filechooser');
  await field(ann).selectOption('picture');
  await (await again).setFiles({ name: 'beach.png', mimeType: 'image/png', buffer: Buffer.from(picture, 'base64') });
  const isMagenta = (/** @type {number[] | null} */ colour) => colour !== null && colour[0] > 200 && colour[1] < 60 && colour[2] > 200;
  await until('the picture is behind Ann', () => corner(ann, OWN), isMagenta);

  await ann.reload();
  await until('the picture is behind Ann again', () => corner(ann, OWN), isMagenta);
  await meeting.join('Ann');
  const { page: ben, meeting: bens } = await stage.inCall('picture', 'Ben');
  await bens.waitForFrames(1);
  await until('Ben sees it', () => corner(ben, OTHER), isMagenta);
});

test('where it cannot be done the camera is off, and the person is told', async () => {
  const { page } = await stage.tab('no graphics', {
    script: () => {
      // As in a browser without WebGL, which the worker finds out by itself.
      const { Worker: Real } = globalThis;
      Object.assign(globalThis, {
        Worker: class extends Real {
          constructor(/** @type {URL} */ url, /** @type {WorkerOptions | undefined} */ options) {
            const missing = new URL('missing.js', url);
            super(`${url}`.includes('background') ? missing : url, options);
          }
        },
      });
    },
  });
  await openDevices(page);
  await field(page).selectOption('blur');
  await page.locator('#notice', { hasText: 'cannot change the background' }).waitFor();
  await page.locator('#camera[aria-pressed="false"]').waitFor();
  await page.reload();
  await openDevices(page);
  assert.equal(await field(page).inputValue(), 'none');
});
