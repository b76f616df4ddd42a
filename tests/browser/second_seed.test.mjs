// The second seed's page, exactly as its author printed it, with this library in place of the
// vendor's script, whose address is all that differs, and this server's /login.
// (Of the two ids that its listings have for the button, the one that its HTML has.)

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Site } from './support/site.mjs';
import { Stage } from './support/stage.mjs';

/** @import { Page } from 'playwright-core' */

/** @param {string} name */
const printed = (name) =>
  readFileSync(fileURLToPath(new URL(`fixtures/second-seed/${name}`, import.meta.url)), 'utf8');

/** As Flask would render it, with the one change. */
const index = printed('index.html')
  .replace(/\{\{ url_for\('static', filename='(.*?)'\) \}\}/g, '/static/$1')
  .replace(/"\/\/media\.twiliocdn\.com[^"]*"/, '"/parley-video.js"');

const stage = new Stage();
/** @type {Promise<Site> | undefined} */
let site;
after(async () => (await site)?.stop());

/** Opens the page, which shows one's own camera at once. */
async function open() {
  site ??= Site.start(stage.server.url, {
    '/': index,
    '/static/app.js': printed('app.js'),
    '/static/styles.css': printed('styles.css'),
    // A browser asks for it unasked.
    '/favicon.ico': '',
  });
  const page = await stage.page();
  // Alerts are the page's complaints; nobody is there to press their button.
  page.on('dialog', (dialog) => {
    stage.complaints.push(dialog.message());
    dialog.dismiss();
  });
  await page.goto((await site).url);
  await page.locator('#local video').waitFor();
  return page;
}

/** @param {Page} page @param {string} name */
async function join(page, name) {
  await page.locator('#username').fill(name);
  await page.locator('#join_leave').click();
  await page.getByRole('button', { name: 'Leave call' }).waitFor();
}

/** @param {Page} page @param {string[]} others */
async function expectOthers(page, others) {
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

/** @param {import('playwright-core').Locator} video */
const untilItPlays = (video) =>
  video.evaluate((/** @type {HTMLVideoElement} */ element) => new Promise((resolve) => {
    const look = () => {
      if (element.getVideoPlaybackQuality().totalVideoFrames > 3) resolve(true);
      else setTimeout(look, 20);
    };
    look();
  }));

test('three join, see one another, are counted, and leave', async () => {
  const [ann, ben, cleo] = [await open(), await open(), await open()];
  await join(ann, 'Ann');
  assert.equal(await ann.locator('#count').innerText(), '1 participants online.');
  await join(ben, 'Ben');
  await expectOthers(ann, ['Ben']);
  await expectOthers(ben, ['Ann']);
  await join(cleo, 'Cleo');
  await expectOthers(ann, ['Ben', 'Cleo']);
  await expectOthers(ben, ['Ann', 'Cleo']);
  await expectOthers(cleo, ['Ann', 'Ben']);

  await ben.locator('#join_leave').click();
  assert.equal(await ben.locator('#count').innerText(), 'Disconnected.');
  assert.equal(await ben.locator('.participant').count(), 1);
  await expectOthers(ann, ['Cleo']);
  await expectOthers(cleo, ['Ann']);
  await join(ben, 'Ben');
  await expectOthers(ben, ['Ann', 'Cleo']);
  await expectOthers(ann, ['Ben', 'Cleo']);

  await cleo.close();
  await expectOthers(ann, ['Ben']);
  assert.deepEqual(stage.complaints, []);
});

test('without a name nobody joins', async () => {
  const ann = await open();
  await ann.locator('#join_leave').click();
  await ann.locator('#join_leave:not([disabled])').waitFor();
  assert.deepEqual(stage.complaints, ['Enter your name before connecting']);
});
