// What fails in a call over the SFU, and how long it takes until everyone sees everyone again.

import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pass } from 'node:timers/promises';
import { test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { LibraryPage, LibraryStage } from './support/library_page.mjs';
import { cannotBeNarrow, NarrowLine } from './support/narrow_line.mjs';
import { until } from './support/until.mjs';

const CROWD = readFileSync(new URL('fixtures/library/coloured_crowd.js', import.meta.url), 'utf8');
const skip = existsSync('/usr/bin/janus') ? false : 'Debian\'s Janus is not installed; Debian 13 has none';
const PATIENCE_MS = 60_000;
/** For how long the network is lost. */
const LOST_MS = 10_000;

const stage = new LibraryStage({ args: skip ? [] : ['--sfu', '--sfu-from', '3', '--mesh-again', '2'] });

/** @param {LibraryPage} page @param {string} room @param {number[]} numbers */
async function enter(page, room, numbers) {
  await until('the server has its Janus', async () => stage.server.log.includes('sfu-connected'));
  await page.run(async (all, script, name, who) => {
    all.eval(script);
    all.crowd = await all.colouredCrowd(name, who, {});
  }, CROWD, room, numbers);
}

/** @param {LibraryPage} page @returns {Promise<Record<string, {frames: number, longestGap: number}>[]>} */
const watched = (page) => page.run((all) => all.crowd.map((/** @type {any} */ one) => one.watch()));

/** Everyone in the page sees so many others move, from now on. @param {LibraryPage} page @param {number} count */
async function untilAllSee(page, count) {
  const before = await watched(page);
  await until(`everyone sees ${count} others move`, () => watched(page), (now) => now.every((one, index) =>
    Object.keys(one).length === count && Object.entries(one).every(([name, { frames }]) =>
      frames > (before[index][name]?.frames ?? 0) + 2)), PATIENCE_MS);
}

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
  await enter(page, 'both', [1, 2, 3]);
  await untilAllSee(page, 2);
  const sending = () => page.run((all) => all.connections.filter((/** @type {any} */ one) =>
    one.connectionState === 'connected' && one.getTransceivers().some((/** @type {any} */ line) =>
      line.direction === 'sendonly')).length);
  await until('each sends to the SFU', sending, (count) => count === 3);
  await page.run((all) => all.crowd.forEach((/** @type {any} */ one) => one.seen.forEach((/** @type {any} */ shown) => shown.restart())));
  await page.run((all) => { all.before = all.connections.length; });
  await stage.loseServer();
  await stage.restartServer();
  const restarted = performance.now();
  await until('each sends to the SFU of the next server', () => page.run((all) =>
    all.connections.slice(all.before).filter((/** @type {any} */ one) => one.connectionState === 'connected' &&
      one.getTransceivers().some((/** @type {any} */ line) => line.direction === 'sendonly')).length),
  (count) => count === 3, PATIENCE_MS);
  await untilAllSee(page, 2);
  const gaps = (await watched(page)).flatMap((one) => Object.values(one).map(({ longestGap }) => longestGap));
  console.log(`server and Janus killed: everyone sees everyone ${Math.round(performance.now() - restarted)} ms after the restart; ${
    ''}the longest time without a new frame, of any picture, was ${Math.max(...gaps)} ms`);
  await page.close();
});

test('somebody loses the network for ten seconds', { skip: skip || cannotBeNarrow() }, async () => {
  const near = await stage.open();
  const line = await NarrowLine.lay(await stage.siteUrl(), '20mbit');
  /** @type {Awaited<ReturnType<typeof line.launch>> | undefined} */
  let browser;
  atEnd(() => browser?.close());
  atEnd(() => line.remove());
  browser = await line.launch();
  const far = await LibraryPage.open(await browser.newPage(), line.url);
  await enter(near, 'lost', [1, 2]);
  await enter(far, 'lost', [9]);
  for (const page of [near, far]) await untilAllSee(page, 2);
  line.set(false);
  await untilStill(far);
  await pass(LOST_MS);
  line.set(true);
  const back = performance.now();
  await untilAllSee(far, 2);
  console.log(`network lost for ten seconds: sees everyone ${Math.round(performance.now() - back)} ms after it is back`);
  await untilAllSee(near, 2);
  console.log(`and is seen by everyone after ${Math.round(performance.now() - back)} ms`);
  await near.close();
});
