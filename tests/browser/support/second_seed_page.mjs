// The second seed's page, exactly as its author printed it, with this library in place of the vendor's
// script, whose address is all that differs.
// (Of the two ids that its listings have for the button, the one that its HTML has.)

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { atEnd } from './at_end.mjs';
import { Site } from './site.mjs';
import { Stage } from './stage.mjs';
import { PATIENCE_MS, until } from './until.mjs';

/** @import { Locator, Page } from 'playwright-core' */

/** Chromium gives up starting a camera after 10 s, and the library then asks for it once more. */
const CAMERA_PATIENCE_MS = PATIENCE_MS + 30_000;

/** @param {string} name */
const printed = (name) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/second-seed/${name}`, import.meta.url)), 'utf8');

/** As Flask would render it, with the one change. */
const index = printed('index.html')
  .replace(/\{\{ url_for\('static', filename='(.*?)'\) \}\}/g, '/static/$1')
  .replace(/"\/\/media\.twiliocdn\.com[^"]*"/, '"/parley-video.js"');

const FILES = {
  '/': index,
  '/static/app.js': printed('app.js'),
  '/static/styles.css': printed('styles.css'),
  // A browser asks for it unasked.
  '/favicon.ico': '',
};

/** A server, and the page on a site that passes everything else on to it. */
export class SecondSeedStage extends Stage {
  /** @type {Promise<Site> | undefined} */
  #site;

  /** @param {ConstructorParameters<typeof Stage>[0]} [options] */
  constructor(options) {
    super(options);
    atEnd(async () => (await this.#site)?.stop());
  }

  /**
   * Opens the page, which shows one's own camera at once.
   * @param {(page: Page) => Promise<void>} [prepare] is done before it is loaded
   */
  async open(prepare = async () => {}) {
    this.#site ??= Site.start(this.server.url, FILES);
    const page = await this.page();
    // Alerts are the page's complaints; nobody is there to press their button.
    page.on('dialog', (dialog) => {
      this.complaints.push(dialog.message());
      dialog.dismiss();
    });
    await prepare(page);
    await page.goto((await this.#site).url);
    await until(
      'the page shows the camera',
      async () => ({ shown: await page.locator('#local video').count(), complaints: this.complaints }),
      ({ shown, complaints }) => {
        // The page does not say that it got no camera, but the console does.
        assert.deepEqual(complaints, []);
        return shown === 1;
      },
      CAMERA_PATIENCE_MS,
    );
    return page;
  }
}

/** @param {Page} page @param {string} name */
export async function join(page, name) {
  await page.locator('#username').fill(name);
  await page.locator('#join_leave').click();
  await page.getByRole('button', { name: 'Leave call' }).waitFor();
}

/** Waits until the page counts, names and plays just these. @param {Page} page @param {string[]} others */
export async function expectOthers(page, others) {
  const count = `${others.length + 1} participants online.`;
  await page.locator('#count', { hasText: count }).waitFor();
  for (const name of others) {
    const participant = page.locator('.participant', { hasText: name });
    await participant.locator('video').waitFor();
    await participant.locator('audio').waitFor({ state: 'attached' });
    await untilItPlays(participant.locator('video'));
  }
  assert.equal(await page.locator('.participant:not(#local)').count(), others.length);
}

/** @param {Locator} video */
const untilItPlays = (video) => until('the video plays', () =>
  video.evaluate((/** @type {HTMLVideoElement} */ element) => element.getVideoPlaybackQuality().totalVideoFrames > 3));
