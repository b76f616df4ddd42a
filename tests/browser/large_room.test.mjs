// A call of the library's that grows, moves to Debian's Janus, and back, in the running call.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { kill } from 'node:process';
import { test } from 'node:test';

import { enter, longestGap, restart, untilAllSee, watched } from './support/coloured_crowd.mjs';
import { LibraryStage } from './support/library_page.mjs';
import { until } from './support/until.mjs';

const skip = existsSync('/usr/bin/janus') ? false : 'Debian\'s Janus is not installed; Debian 13 has none';

const stage = new LibraryStage({ args: skip ? [] : ['--sfu', '--sfu-from', '4', '--mesh-again', '2'] });

/** @typedef {import('./support/library_page.mjs').LibraryPage} LibraryPage */

/**
 * A page in which those have entered.
 * @param {string} room @param {number[]} numbers @param {'Chromium' | 'Firefox'} browser @param {object} [options]
 */
async function crowd(room, numbers, browser = 'Chromium', options = {}) {
  const page = await stage.open(browser);
  await stage.server.untilJanus();
  await enter(page, room, numbers, options);
  return page;
}

/** The connections that send pictures. @param {LibraryPage} page @returns {Promise<number[]>} */
const sending = (page) => page.run((all) => all.sending());

/**
 * So many connections send pictures: with an SFU one of each participant, in a mesh one to each of the others.
 * @param {LibraryPage} page @param {number} count
 */
async function untilSentOver(page, count) {
  await sending(page);
  await until(`${count} connections send pictures`, () => sending(page), (now) => now.length === count);
}

/** Nobody was shown black or another's picture. @param {LibraryPage} page @param {string} what */
async function assertUndisturbed(page, what) {
  const shown = await watched(page);
  const all = shown.flatMap((one) => Object.values(one));
  assert.equal(Math.max(...all.map(({ black }) => black)), 0, `${what}: black pictures: ${JSON.stringify(shown)}`);
  assert.equal(Math.max(...all.map(({ wrong }) => wrong)), 0, `${what}: pictures of somebody else`);
  console.log(`${what}: the longest time without a new frame, of any picture, was ${longestGap(shown)} ms`);
}

/** Everyone sends texts to everyone. @param {LibraryPage} page @param {string} text */
const say = (page, text) => page.run((all, words) => all.crowd.forEach((/** @type {any} */ one) => one.data.send(words)), text);

/**
 * Each of those who were there has heard the text of all others, once.
 * @param {LibraryPage} page @param {string} text @param {number} count how many were there
 */
const untilHeard = (page, text, count) => until(`everyone has heard "${text}" once from each`, () => page.run((all, words, most) =>
  all.crowd.slice(0, most).map((/** @type {any} */ one) => one.heard.filter((/** @type {string} */ heard) =>
    heard.endsWith(words) && Number(heard[1]) <= most)), text, count),
(heard) => heard.every((/** @type {string[]} */ one) => one.length === count - 1 && new Set(one).size === one.length));

test('a growing room moves to the SFU, and back for one who cannot use it, while people look at each other', { skip }, async () => {
  const page = await crowd('growing', [1, 2, 3]);
  await untilAllSee(page, 2);
  await untilSentOver(page, 3 * 2);
  await restart(page);
  await enter(page, 'growing', [4]);
  await say(page, 'while it moves');
  await untilAllSee(page, 3);
  await untilSentOver(page, 4);
  await untilHeard(page, 'while it moves', 3);
  await assertUndisturbed(page, 'to the SFU');

  await restart(page);
  await enter(page, 'growing', [5], { sharedSecret: 'a secret that only one of them has' });
  await say(page, 'on the way back');
  await untilSentOver(page, 5 * 4);
  await untilAllSee(page, 4);
  await untilHeard(page, 'on the way back', 4);
  await assertUndisturbed(page, 'back to the mesh');
  await page.close();
});

test('who comes later, leaves, and switches pictures off in a room over the SFU', { skip }, async () => {
  const page = await crowd('coming', [1, 2, 3, 4]);
  await untilAllSee(page, 3);
  await untilSentOver(page, 4);
  await enter(page, 'coming', [5, 6]);
  await untilAllSee(page, 5);
  await untilSentOver(page, 6);
  await say(page, 'hello to six');
  await untilHeard(page, 'hello to six', 6);
  await page.run((all) => all.crowd.splice(1, 1)[0].leave());
  await untilAllSee(page, 4);
  await assertUndisturbed(page, 'coming and going');

  await page.run((all) => {
    const [first] = all.crowd;
    all.changes = [];
    all.other = [...first.room.participants.values()].find(({ identity }) => identity === 'P3');
    for (const event of ['trackSwitchedOff', 'trackSwitchedOn', 'trackUnsubscribed']) {
      all.other.on(event, (/** @type {any} */ track) => all.changes.push(`${event} ${track.kind}`));
    }
    [...all.other.videoTracks.values()][0].track.switchOff();
  });
  const frames = () => page.run((all) => all.crowd[0].seen.get('P3').frames);
  await until('P3 is switched off', () => page.run((all) => all.changes), (changes) => changes.includes('trackSwitchedOff video'));
  let last = -1;
  await until('its picture stands still', async () => {
    const now = await frames();
    const still = now === last;
    last = now;
    return still;
  });
  await page.run((all) => [...all.other.videoTracks.values()][0].track.switchOn());
  await until('it moves again', frames, (now) => now > last + 5);
  assert.deepEqual(await page.run((all) => all.changes.filter((/** @type {string} */ one) => one.endsWith('video'))),
      ['trackSwitchedOff video', 'trackSwitchedOn video']);
  await page.close();
});

for (const browser of /** @type {const} */ (['Chromium', 'Firefox'])) {
  test(`with a secret, what goes through the SFU is encrypted, in ${browser}`, { skip }, async () => {
    const page = await crowd(`secret-${browser}`, [1, 2, 3], browser, { sharedSecret: 'a secret that all of them have' });
    await untilAllSee(page, 2);
    await restart(page);
    await enter(page, `secret-${browser}`, [4, 5], { sharedSecret: 'a secret that all of them have' });
    await untilSentOver(page, 5);
    await untilAllSee(page, 4);
    await assertUndisturbed(page, `encrypted, ${browser}`);
    assert.deepEqual(await page.run((all) => all.untransformed()), [], 'ends of connections to the SFU without encryption');
    await until('everyone is verified', () => page.run((all) => all.crowd.every((/** @type {any} */ one) =>
      [...one.room.participants.values()].every(({ verification }) => verification === 'verified'))));
    await page.close();
  });
}

test('the same in Firefox', { skip }, async () => {
  const page = await crowd('firefox', [1, 2, 3], 'Firefox');
  await untilAllSee(page, 2);
  await restart(page);
  await enter(page, 'firefox', [4]);
  await untilAllSee(page, 3);
  await untilSentOver(page, 4);
  await assertUndisturbed(page, 'Firefox, to the SFU');
  await restart(page);
  await enter(page, 'firefox', [5], { sharedSecret: 'a secret that only one of them has' });
  await untilSentOver(page, 5 * 4);
  await untilAllSee(page, 4);
  await assertUndisturbed(page, 'Firefox, back to the mesh');
  await page.close();
});

test('Chromium and Firefox in one meeting move together, with a screen shared meanwhile', { skip }, async () => {
  const chromium = await crowd('mixed', [1, 2]);
  const firefox = await crowd('mixed', [3], 'Firefox');
  const pages = [chromium, firefox];
  await chromium.run((all) => all.crowd[0].share());
  for (const page of pages) await untilAllSee(page, 2, { screens: [1] });
  for (const page of pages) await restart(page);
  await enter(firefox, 'mixed', [4]);
  for (const page of pages) await untilSentOver(page, 2);
  for (const page of pages) await untilAllSee(page, 3, { screens: [1] });
  await assertUndisturbed(chromium, 'Chromium, mixed, with a screen');
  await assertUndisturbed(firefox, 'Firefox, mixed, with a screen');

  for (const page of pages) await restart(page);
  await enter(chromium, 'mixed', [5], { sharedSecret: 'a secret that only one of them has' });
  await untilSentOver(chromium, 3 * 4);
  await untilSentOver(firefox, 2 * 4);
  for (const page of pages) await untilAllSee(page, 4, { screens: [1] });
  await assertUndisturbed(chromium, 'Chromium, mixed, back to the mesh');
  await assertUndisturbed(firefox, 'Firefox, mixed, back to the mesh');
  for (const page of pages) await page.close();
});

test('when Janus is killed, those who met in the mesh see each other at once', { skip }, async () => {
  const page = await crowd('killed', [1, 2, 3, 4]);
  await untilAllSee(page, 3);
  await untilSentOver(page, 4);
  await restart(page);
  const pids = [...stage.server.log.matchAll(/sfu-started pid=(\d+)/g)].map(([, pid]) => Number(pid));
  const killed = performance.now();
  kill(/** @type {number} */ (pids.at(-1)), 'SIGKILL');
  await until('the server has noticed', async () => stage.server.log.includes('sfu-ended'));
  await untilAllSee(page, 3);
  console.log(`Janus killed: everyone sees everyone after ${Math.round(performance.now() - killed)} ms`);
  await untilSentOver(page, 4);
  await untilAllSee(page, 3);
  await assertUndisturbed(page, 'Janus killed and back');
  await page.close();
});
