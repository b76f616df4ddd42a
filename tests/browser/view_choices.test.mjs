// What each person chooses for their own eyes and ears: who is not shown, and how loud somebody is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { expectNothingFound } from './support/axe.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage({ devices: 'four cameras' });

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} name */
async function chooseMore(page, name) {
  await page.click('#more');
  await page.getByRole('menuitemcheckbox', { name }).click();
}

/** Whose tiles are seen. @param {Page} page @param {string[]} names */
const untilShown = (page, names) => until(`tiles of ${names} are seen`, () =>
  page.locator('.tile:visible .tile-name').allTextContents(), (seen) => [...seen].sort().join() === names.sort().join());

test('one may hide oneself, and people without video until they have some', async () => {
  const { ann, ben } = await stage.twoInCall('hide');
  const cleo = await stage.inCall('hide', 'Cleo');
  await ann.meeting.untilOthersAre(['Ben', 'Cleo']);
  await chooseMore(ann.page, 'Hide my own video');
  await untilShown(ann.page, ['Ben', 'Cleo']);
  await ann.meeting.untilAnnounced(/You no longer see your own video/);
  await ann.page.click('#more');
  await ann.page.getByRole('menuitemcheckbox', { name: 'Hide my own video', checked: true }).waitFor();
  await expectNothingFound(ann.page, 'more, with oneself hidden');
  await ann.page.keyboard.press('Escape');

  await chooseMore(ann.page, 'Hide people without video');
  await cleo.meeting.toggle('camera');
  await untilShown(ann.page, ['Ben']);
  // What is not shown is heard.
  assert.equal(await ann.page.locator('.tile[hidden] audio').evaluateAll((all) =>
    all.filter((audio) => audio instanceof HTMLAudioElement && !audio.paused).length), 1);
  // An empty stage would look like a fault.
  await ben.meeting.toggle('camera');
  await untilShown(ann.page, ['Ann (you)']);
  await ben.meeting.toggle('camera');
  await untilShown(ann.page, ['Ben']);
  await ann.meeting.untilTile('Ben', { camera: 'on' });
  // Whoever is looked for in the list is shown.
  await ann.page.keyboard.press('p');
  await ann.page.getByRole('button', { name: 'Cleo', exact: true }).click();
  await untilShown(ann.page, ['Ben', 'Cleo']);
  await ann.page.keyboard.press('Escape');
  await chooseMore(ann.page, 'Hide my own video');
  await chooseMore(ann.page, 'Hide people without video');
  await untilShown(ann.page, ['Ann (you)', 'Ben', 'Cleo']);
});

test('one may have somebody less loud, also when they come back', async () => {
  const { ann, ben } = await stage.twoInCall('volume');
  const volumes = () => ann.page.locator('[data-participant] audio').evaluateAll((all) => all.map((audio) =>
    (audio instanceof HTMLAudioElement ? audio.volume : NaN)));
  await until('Ben is heard', volumes, (seen) => `${seen}` === '1');
  await ann.page.keyboard.press('p');
  await ann.page.getByRole('button', { name: 'Options for Ben' }).click();
  await ann.page.getByRole('menuitem', { name: 'Volume' }).click();
  const slider = ann.page.getByRole('dialog', { name: 'Volume of Ben' }).getByRole('slider', { name: 'Volume' });
  for (let press = 0; press < 12; ++press) await slider.press('ArrowLeft');
  assert.equal(await slider.getAttribute('aria-valuetext'), '40%');
  await expectNothingFound(ann.page, 'volume');
  await ann.page.keyboard.press('Escape');
  assert.deepEqual(await volumes(), [0.4]);
  await ann.page.locator('.person', { hasText: 'Ben' }).getByText('Volume 40%').waitFor();
  await ben.meeting.leave();
  await ann.meeting.untilOthersAre([]);
  await ben.meeting.join('Ben');
  await ann.meeting.untilOthersAre(['Ben']);
  await until('Ben is as loud as before', volumes, (seen) => `${seen}` === '0.4');
});

test('whoever holds a phone with several cameras turns to another one, before the call and in it', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page, meeting } = await stage.tab('flip', { options: phone });
  const camera = () => page.locator('#local video').evaluate((video) =>
    (video instanceof HTMLVideoElement && video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0].label : ''));
  await until('there is a camera', camera, (label) => label === 'fake_device_0');
  await page.locator('#local').tap();
  await page.getByRole('button', { name: 'Switch to the other camera' }).tap();
  await until('it is another one', camera, (label) => label === 'fake_device_1');
  await meeting.join('Ann');
  await page.click('#more');
  await page.getByRole('menuitem', { name: 'Switch to the other camera' }).click();
  await until('it is yet another one', camera, (label) => label === 'fake_device_2');
});

test('on a computer cameras are chosen in the settings', async () => {
  const { page, meeting } = await stage.tab('no flip');
  await meeting.join('Ann');
  await page.click('#more');
  assert.equal(await page.getByRole('menuitem', { name: 'Switch to the other camera' }).count(), 0);
});
