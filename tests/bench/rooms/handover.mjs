// What people see of their call's move from the mesh to the SFU, and back.

import { setTimeout as pass } from 'node:timers/promises';

import { until } from '../../browser/support/until.mjs';
import { BenchRoom, watched } from './room.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** In a room of more, one who cannot use the SFU is not let in, so that it does not become a mesh at once. */
const MESH_AT_MOST = 8;
const PATIENCE_MS = 45_000;
const QUIET_MS = 3000;

/**
 * @typedef {object} Move
 * @property {number} took ms from "join" of the one who makes it necessary until every picture is sent the new way only
 * @property {number} longestGap ms without a new frame, of any picture of those who were there
 * @property {number} black
 * @property {number} wrong pictures of somebody else
 * @property {number} share of the frames that they were shown before, in the same time
 */

/** @typedef {{quietGap: number, there: Move, back: Move | null}} Handover */

/** @param {number} people with how many the room moves there @returns {Promise<Handover>} */
export async function handover(people) {
  const bench = await BenchRoom.start(['--sfu', '--sfu-from', `${people}`, '--mesh-again', '1']);
  try {
    const page = await bench.page();
    const room = bench.newName();
    await bench.enter(page, room, numbers(1, people - 1));
    await bench.untilAllSee(page, people - 2);
    const quiet = await quietly(page, people - 1);
    const there = await move(page, people - 1, quiet.rate, people, () => bench.enter(page, room, [people]));
    await bench.untilAllSee(page, people - 1);
    if (people + 1 > MESH_AT_MOST) return { quietGap: quiet.gap, there, back: null };
    const { rate } = await quietly(page, people);
    // One with a secret of its own cannot use the SFU as the others do.
    const back = await move(page, people, rate, people * (people + 1),
      () => bench.enter(page, room, [people + 1], { sharedSecret: 'a secret that only one of them has' }));
    return { quietGap: quiet.gap, there, back };
  } finally {
    await bench.stop();
  }
}

/** @param {number} first @param {number} last */
const numbers = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** From now on the time without a new frame is measured. @param {Page} page */
const restart = (page) => page.evaluate(() => /** @type {any} */ (globalThis).crowd.forEach((/** @type {any} */ one) =>
  one.seen.forEach((/** @type {any} */ shown) => shown.restart())));

/** What the first ones see of each other. @param {Page} page @param {number} people */
async function amongFirst(page, people) {
  const names = numbers(1, people).map((number) => `P${number}`);
  const all = (await watched(page)).slice(0, people).flatMap((one) => names.flatMap((name) => one[name] ?? []));
  return {
    at: performance.now(),
    frames: all.reduce((sum, { frames }) => sum + frames, 0),
    longestGap: Math.max(...all.map(({ longestGap }) => longestGap)),
    black: all.reduce((sum, { black }) => sum + black, 0),
    wrong: all.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

/** How it is while nothing happens. @param {Page} page @param {number} people */
async function quietly(page, people) {
  await pass(QUIET_MS);
  await restart(page);
  const before = await amongFirst(page, people);
  await pass(QUIET_MS);
  const after = await amongFirst(page, people);
  return { gap: after.longestGap, rate: (after.frames - before.frames) / (after.at - before.at) };
}

/**
 * @param {Page} page @param {number} people who are there
 * @param {number} rate frames a millisecond that they were shown before
 * @param {number} connections that send pictures in the end @param {() => Promise<void>} enter
 * @returns {Promise<Move>}
 */
async function move(page, people, rate, connections, enter) {
  const sending = () => page.evaluate(() => /** @type {any} */ (globalThis).sending());
  await sending();
  await restart(page);
  const before = await amongFirst(page, people);
  await enter();
  await until(`${connections} connections send pictures`, sending, (now) => now.length === connections, PATIENCE_MS);
  const after = await amongFirst(page, people);
  return {
    took: after.at - before.at,
    longestGap: after.longestGap,
    black: after.black - before.black,
    wrong: after.wrong - before.wrong,
    share: (after.frames - before.frames) / (rate * (after.at - before.at)),
  };
}
