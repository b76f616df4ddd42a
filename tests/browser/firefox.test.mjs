import { test } from 'node:test';

import { firefoxForTests, launchFirefox } from './support/firefox.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';

const stage = new Stage();

const firefox = firefoxForTests();

/** @param {string} room */
async function enterWithFirefox(room, browser = firefox) {
  return Meeting.open(await browser.newPage(), stage.server.url, room);
}

/** @param {Meeting} first @param {Meeting} second */
async function expectCall(first, second) {
  await first.join('First');
  await second.join('Second');
  await first.waitForFrames(1);
  await second.waitForFrames(1);
  await second.leave();
  await first.untilOthersAre([]);
  await first.close();
  await second.close();
}

test('Firefox joins Chromium', async () => {
  await expectCall(await stage.enter('fox second'), await enterWithFirefox('fox second'));
});

test('Chromium joins Firefox', async () => {
  await expectCall(await enterWithFirefox('fox first'), await stage.enter('fox first'));
});

test('Firefox joins Firefox', async () => {
  // A browser each, because a tab behind another one paints nothing.
  const other = await launchFirefox();
  try {
    const room = 'two foxes';
    await expectCall(await enterWithFirefox(room), await enterWithFirefox(room, other));
  } finally {
    await other.close();
  }
});
