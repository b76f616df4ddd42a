// A call that is recorded in Firefox, which writes another kind of file and saves it without asking where.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { playFilm } from './support/film.mjs';
import { firefoxForTests } from './support/firefox.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const downloads = await mkdtemp(join(tmpdir(), 'parley-recordings-'));
atEnd(() => rm(downloads, { recursive: true, force: true }));

const stage = new Stage();

const firefox = firefoxForTests({
  'browser.download.folderList': 2,
  'browser.download.dir': downloads,
});

/** @typedef {Awaited<ReturnType<typeof firefox.newPage>>} Page */

/** Bytes of the recording that the browser has on the disk. @param {Page} page */
const kept = (page) => page.evaluate(async () => {
  const root = await navigator.storage.getDirectory();
  const folder = /** @type {any} */ (await root.getDirectoryHandle('recordings').catch(() => null));
  let size = 0;
  for await (const handle of folder?.values() ?? []) {
    // One that is deleted meanwhile is no longer kept.
    size += await handle.getFile().then((/** @type {File} */ file) => file.size, () => 0);
  }
  return size;
});

test('what Firefox records is a film with picture, sound and length, which can be wound', async () => {
  const page = await firefox.newPage();
  const meeting = await Meeting.open(page, stage.server.url, 'fox recording');
  await meeting.join('Ann');
  const ben = await stage.inCall('fox recording', 'Ben');
  await meeting.waitForFrames(1);
  await page.keyboard.press('r');
  await ben.meeting.untilNotice(/Ann is recording this call/);
  await until('some of it is on the disk', () => kept(page), (size) => size > 300_000);
  await page.keyboard.press('r');
  await meeting.untilNotice(/The recording is saved/);
  // While it is being written, its name ends with ".part".
  const name = /^fox recording \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.webm$/;
  const files = await until('it is saved', () => readdir(downloads),
    (names) => names.length === 1 && name.test(names[0]));
  const { width, height, duration, sound, sought } = await playFilm(page, join(downloads, files[0]));
  assert.deepEqual([width, height], [1280, 720]);
  assert.ok(sound > 0.5, `${sound} s of sound`);
  assert.ok(Number.isFinite(duration) && Math.abs(duration - sound) < 2, `${duration} s of film, ${sound} s of sound`);
  assert.equal(sought, duration / 2);
  assert.equal(await kept(page), 0);
});
