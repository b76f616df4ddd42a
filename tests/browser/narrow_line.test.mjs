// A call over an SFU on a line that bears a part of what the others send. Janus sends whatever is asked for, so that without
// the client's asking for less nearly all frames are lost.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

import { enter } from './support/coloured_crowd.mjs';
import { LibraryPage, LibraryStage } from './support/library_page.mjs';
import { cannotBeNarrow, NarrowLine } from './support/narrow_line.mjs';
import { until } from './support/until.mjs';

const skip = existsSync('/usr/bin/janus') ? cannotBeNarrow() : 'Debian\'s Janus is not installed; Debian 13 has none';

/** How many others send 640x360 with something that moves: about 2.5 Mbit/s in all. */
const OTHERS = 5;
const PATIENCE_MS = 60_000;
const WINDOW_MS = 4000;

const stage = new LibraryStage({ args: skip ? [] : ['--sfu', '--sfu-from', '4', '--mesh-again', '2'] });

/** Frames of each picture, and packets of sound, since the call began. @param {LibraryPage} page */
const received = (page) => page.run(async (all) => {
  const sound = { came: 0, lost: 0 };
  for (const connection of all.connections) {
    for (const [, one] of await connection.getStats()) {
      if (one.type !== 'inbound-rtp' || one.kind !== 'audio') continue;
      sound.came += one.packetsReceived;
      sound.lost += one.packetsLost;
    }
  }
  const frames = Object.values(all.crowd[0].watch()).map((/** @type {any} */ shown) => shown.frames);
  return { at: performance.now(), frames, sound };
});

test('on a line of 900 kbit/s, less is asked for: some pictures move, and sound is whole', { skip }, async () => {
  const near = await stage.open();
  await stage.server.untilJanus();
  const { line, page } = await NarrowLine.open(await stage.siteUrl(), '900kbit');
  const far = await LibraryPage.open(page, line.url);
  await enter(near, 'narrow', Array.from({ length: OTHERS }, (_, index) => index + 1), { camera: { lively: true } });
  await enter(far, 'narrow', [9]);
  const began = performance.now();

  let before = await received(far);
  const good = await until('two pictures move for a while, and no sound is lost', async () => {
    const now = await received(far);
    const seconds = (now.at - before.at) / 1000;
    if (seconds * 1000 < WINDOW_MS) return null;
    const moving = now.frames.filter((/** @type {number} */ count, /** @type {number} */ index) =>
      (count - (before.frames[index] ?? 0)) / seconds >= 5).length;
    const came = now.sound.came - before.sound.came;
    const lost = now.sound.lost - before.sound.lost;
    before = now;
    return { moving, loss: lost / (lost + came) };
  }, (figures) => figures !== null && figures.moving >= 2 && figures.loss < 0.01, PATIENCE_MS);
  console.log(`900 kbit/s: ${good?.moving} of ${OTHERS} pictures move, after ${Math.round(performance.now() - began)} ms`);
  assert.ok(good);
  await near.close();
});
