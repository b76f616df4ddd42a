// The same as survival.test.mjs tells of Chromium, for a Firefox in a call with it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Figures } from './support/figures.mjs';
import { firefoxForTests } from './support/firefox.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { online, WatchedCall } from './support/watched_call.mjs';

const SOME_FRAMES = 10;

const stage = new Stage();

const firefox = firefoxForTests();

test('Firefox and Chromium outlive a cut and a server that is killed', async (context) => {
  const call = await WatchedCall.hold(stage, 'fox', ['Ann']);
  const network = await stage.network();
  const fox = await Meeting.open(await firefox.newPage(), network.url, 'fox');
  await fox.join('Fox');
  await call.add(fox, network);
  const ids = await call.ids();
  const figures = new Figures();

  /** @param {string} what @param {() => Promise<number>} happen  answers when the way is free again */
  const survive = async (what, happen) => {
    await call.restartWatches();
    const freeAt = await happen();
    for (const { meeting, watch } of call.participants) {
      figures.add(`${meeting.name} back after ${what}`, (await watch.untilBack(online(2))) - freeAt);
    }
    await call.untilComplete();
    await call.untilMoved(SOME_FRAMES);
    assert.deepEqual(await call.ids(), ids);
    figures.add('longest pause of a picture', await call.longestPause());
  };
  await survive('a cut', async () => {
    for (const { network } of call.participants) network.cut();
    return Date.now();
  });
  await survive('a restart', async () => {
    await stage.loseServer();
    for (const { watch } of call.participants) await watch.untilReconnecting();
    await call.untilMoved(SOME_FRAMES);
    await stage.restartServer();
    return Date.now();
  });
  await fox.close();
  context.diagnostic(`${figures}`);
});
