// A processor in a page behind another tab. The others still look at what it makes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { launchChromiumThatHides } from './support/hidden_tab.mjs';
import { LibraryPage, LibraryStage } from './support/library_page.mjs';

const stage = new LibraryStage();

test('a processor goes on in a hidden tab, though the timers of its page are held back', async () => {
  const chromium = await launchChromiumThatHides();
  atEnd(() => chromium.close());
  const tab = await chromium.newPage();
  const page = await LibraryPage.open(tab, await stage.siteUrl());
  await page.run(async (page) => {
    page.frames = 0;
    page.camera = await page.Video.createLocalVideoTrack();
    page.camera.addProcessor({
      processFrame(/** @type {HTMLCanvasElement} */ input, /** @type {HTMLCanvasElement} */ output) {
        page.frames += 1;
        output.getContext('2d')?.drawImage(input, 0, 0);
      },
    });
    page.seen = Object.assign(document.createElement('video'), { muted: true });
    page.camera.attach(page.seen);
  });
  await page.until((page) => page.frames > 5 && page.seen.videoWidth > 0);
  await chromium.hide();
  await tab.waitForFunction(() => document.visibilityState === 'hidden', { polling: 100 });
  const { ticks, frames } = await page.run((page) => new Promise((resolve) => {
    const begin = performance.now();
    const before = page.frames;
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (performance.now() - begin < 4000) return;
      clearInterval(timer);
      resolve({ ticks, frames: page.frames - before });
    }, 1000 / 24);
  }));
  assert.ok(ticks < 20, `the page's timers are not held back: ${ticks} ticks`);
  assert.ok(frames > 2 * ticks, `${frames} frames in ${ticks} ticks of the page's timers`);
});
