// Rooms that go through Debian's Janus, which the server starts: real media, with light clients of the protocol.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { kill } from 'node:process';
import { after, before, test } from 'node:test';

import { launchChromium } from './support/chromium.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const CLIENTS = readFileSync(new URL('support/sfu_clients.js', import.meta.url), 'utf8');
const HAS_JANUS = existsSync('/usr/bin/janus');
const skip = HAS_JANUS ? false : 'Debian\'s Janus is not installed; Debian 13 has none';

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  if (!HAS_JANUS) return;
  server = await Server.start({ args: ['--sfu', '--sfu-from', '4', '--mesh-again', '2'] });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page with so many clients in a room. @param {string} room @param {number} count */
async function crowd(room, count) {
  const page = await browser.newPage();
  await page.addInitScript({ content: CLIENTS });
  await page.goto(server.url);
  await server.untilJanus();
  await page.evaluate(async ([name, number]) => {
    const all = /** @type {any} */ (globalThis);
    all.clients = await all.sfuClients(name, number);
  }, /** @type {const} */ ([room, count]));
  return page;
}

/** Of each client: how many others it sees. @param {import('playwright-core').Page} page */
const whoIsSeen = (page) => page.evaluate(() => Promise.all(
  /** @type {any} */ (globalThis).clients.map(async (/** @type {any} */ client) =>
    Object.values(await client.received()).filter(({ frames }) => frames > 2).length)));

/** Of each client: how many others it hears. @param {import('playwright-core').Page} page */
const whoIsHeard = (page) => page.evaluate(() => Promise.all(
  /** @type {any} */ (globalThis).clients.map(async (/** @type {any} */ client) =>
    Object.values(await client.received()).filter(({ packets }) => packets > 2).length)));

/** @param {import('playwright-core').Page} page @returns {Promise<number[]>} */
const epochs = (page) => page.evaluate(() => /** @type {any} */ (globalThis).clients.map(
  (/** @type {any} */ client) => client.sfuEpoch));

test('everyone sees and hears everyone, and those who leave are gone', { skip }, async () => {
  const page = await crowd('everyone', 5);
  await until('everyone sees four others', () => whoIsSeen(page), (seen) => seen.every((count) => count === 4));
  await until('everyone hears four others', () => whoIsHeard(page), (heard) => heard.every((count) => count === 4));
  await page.evaluate(() => /** @type {any} */ (globalThis).clients.pop().leave());
  await until('everyone sees three others', () => whoIsSeen(page), (seen) => seen.every((count) => count === 3));
  await page.close();
});

test('what a client does not want is not sent', { skip }, async () => {
  const page = await crowd('wishes', 4);
  await until('everyone sees three others', () => whoIsSeen(page), (seen) => seen.every((count) => count === 3));
  await page.evaluate(() => /** @type {any} */ (globalThis).clients[0].say({
    type: 'PREFERENCES', to: 'sfu:receive', tracks: [{ sid: 'MTvideo-P1', height: 180 }],
  }));
  await until('one picture is left', () => page.evaluate(() => Object.values(
    /** @type {any} */ (globalThis).clients[0].slots).map(({ sid }) => sid).filter((sid) => sid.startsWith('MTvideo'))),
  (sids) => sids.length === 1 && sids[0] === 'MTvideo-P1');
  await page.close();
});

test('it is told who speaks', { skip }, async () => {
  const page = await crowd('speaking', 4);
  await until('somebody has been heard', () => page.evaluate(() => /** @type {any} */ (globalThis).clients[0].speakers.length),
      (count) => count > 0);
  await page.close();
});

test('when Janus is killed, a small room is a mesh again, and a large one goes on in the next', { skip }, async () => {
  const small = await crowd('small', 4);
  const large = await crowd('large', 9);
  await until('everyone sees eight others', () => whoIsSeen(large), (seen) => seen.every((count) => count === 8));
  await until('everyone hears five others', () => whoIsHeard(large), (heard) => heard.every((count) => count === 5));
  const before = await epochs(large);
  const pids = [...server.log.matchAll(/sfu-started pid=(\d+)/g)].map(([, pid]) => Number(pid));
  const killed = performance.now();
  kill(/** @type {number} */ (pids.at(-1)), 'SIGKILL');
  await until('the small room is a mesh', () => epochs(small), (now) => now.every((epoch) => epoch === 0));
  await until('the large room has begun anew', () => epochs(large), (now) => now.every((epoch, i) => epoch > /** @type {number} */ (before[i])));
  await until('everyone sees eight others again', () => whoIsSeen(large), (seen) => seen.every((count) => count === 8));
  console.log(`Janus killed: media again after ${Math.round(performance.now() - killed)} ms`);
  assert.equal(server.log.match(/sfu-ended/g)?.length, 1);
  await small.close();
  await large.close();
});
