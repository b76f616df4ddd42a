// What fails in a call over the SFU, and how long it takes until everyone sees everyone again.

import { existsSync } from 'node:fs';
import { setTimeout as pass } from 'node:timers/promises';
import { test } from 'node:test';

import { enter, longestGap, restart, untilAllSee, watched } from './support/coloured_crowd.mjs';
import { LibraryPage, LibraryStage } from './support/library_page.mjs';
import { cannotBeNarrow, NarrowLine } from './support/narrow_line.mjs';
import { until } from './support/until.mjs';

const skip = existsSync('/usr/bin/janus') ? false : 'Debian\'s Janus is not installed; Debian 13 has none';
const PATIENCE_MS = 60_000;
/** For how long the network is lost. */
const LOST_MS = 10_000;

const stage = new LibraryStage({ args: skip ? [] : ['--sfu', '--sfu-from', '3', '--mesh-again', '2'] });

/** @param {LibraryPage} page @param {number} count */
const untilBack = (page, count) => untilAllSee(page, count, { patience: PATIENCE_MS });

/**
 * How many connections to the SFU there are, of those made after so many others.
 * @param {LibraryPage} page @param {number} [after]
 */
const sendingToSfu = (page, after = 0) => page.run((all, first) =>
  all.connections.slice(first).filter((/** @type {RTCPeerConnection} */ one) => one.connectionState === 'connected' &&
    one.getTransceivers().some(({ direction }) => direction === 'sendonly')).length, after);

/** Every picture stands still. @param {LibraryPage} page */
async function untilStill(page) {
  let last = '';
  await until('no picture moves', async () => {
    const before = last;
    await pass(500);
    last = JSON.stringify((await watched(page)).map((one) => Object.values(one).map(({ frames }) => frames)));
    return before === last;
  }, undefined, PATIENCE_MS);
}

test('the server is killed, and its Janus with it', { skip }, async () => {
  const page = await stage.open();
  await stage.server.untilJanus();
  await enter(page, 'both', [1, 2, 3]);
  await untilBack(page, 2);
  await until('each sends to the SFU', () => sendingToSfu(page), (count) => count === 3);
  await restart(page);
  const before = await page.run((all) => all.connections.length);
  await stage.loseServer();
  await stage.restartServer();
  const restarted = performance.now();
  await until('each sends to the SFU of the next server', () => sendingToSfu(page, before), (count) => count === 3, PATIENCE_MS);
  await untilBack(page, 2);
  console.log(`server and Janus killed: everyone sees everyone ${Math.round(performance.now() - restarted)} ms after the restart; ${
    ''}the longest time without a new frame, of any picture, was ${longestGap(await watched(page))} ms`);
  await page.close();
});

test('somebody loses the network for ten seconds', { skip: skip || cannotBeNarrow() }, async () => {
  const near = await stage.open();
  await stage.server.untilJanus();
  const { line, page } = await NarrowLine.open(await stage.siteUrl(), '20mbit');
  const far = await LibraryPage.open(page, line.url);
  await enter(near, 'lost', [1, 2]);
  await enter(far, 'lost', [9]);
  for (const page of [near, far]) await untilBack(page, 2);
  line.set(false);
  await untilStill(far);
  await pass(LOST_MS);
  line.set(true);
  const back = performance.now();
  await untilBack(far, 2);
  console.log(`network lost for ten seconds: sees everyone ${Math.round(performance.now() - back)} ms after it is back`);
  await untilBack(near, 2);
  console.log(`and is seen by everyone after ${Math.round(performance.now() - back)} ms`);
  await near.close();
});
