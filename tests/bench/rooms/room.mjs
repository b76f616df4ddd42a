// A room full of participants in one browser, and what it takes.

import { readFileSync } from 'node:fs';
import { setTimeout as pass } from 'node:timers/promises';

import { launchChromium } from '../../browser/support/chromium.mjs';
import { Server } from '../../browser/support/server.mjs';
import { Site } from '../../browser/support/site.mjs';
import { until } from '../../browser/support/until.mjs';
import { childrenOf, familyOf, processorSeconds, residentMegabytes } from './processes.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{frames: number, black: number, wrong: number, longestGap: number}} Shown */

/** How long it may take until everyone sees everyone. */
const PATIENCE_MS = 30_000;
/** Until connections have found out how much they can send. */
const SETTLING_MS = 4000;

/** What participants of the library send. */
export const CAMERA = { width: 320, height: 180, frameRate: 10, lively: true };
/** What light participants do. */
export const LIGHT = { frameRate: 5, voices: 2, wishes: 4 };

/** @param {string} path */
const source = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

const FILES = {
  '/room.html': `<!doctype html><html lang="en"><head><title>Room</title>
<script src="/parley-video.js"></script><script src="/coloured_crowd.js"></script><script src="/sfu_clients.js"></script>
<script src="/room_figures.js"></script><script src="/light_crowd.js"></script></head><body></body></html>`,
  '/coloured_crowd.js': source('../../browser/fixtures/library/coloured_crowd.js'),
  // As the other files know it.
  '/sfu_clients.js': source('../../browser/support/sfu_clients.js'),
  '/room_figures.js': source('page/room_figures.js'),
  '/light_crowd.js': source('page/light_crowd.js'),
};

/**
 * @typedef {object} Load
 * @property {number} browser seconds of processor time a second
 * @property {number} server
 * @property {number} janus
 * @property {number} janusMegabytes
 * @property {number} up Mbit/s that a participant sends
 * @property {number} down
 * @property {number} shown frames a second that a participant is shown, of all others together
 * @property {number} share of the frames that cameras made for somebody
 * @property {number} forwarded packets of RTP a second that Janus takes and sends, or participants in a mesh
 * @property {number} received packets of RTP a second that a participant is sent
 */

/** @typedef {{newcomer: number[], others: number[], everyone: number[]}} JoinTimes in ms */

export class BenchRoom {
  #rooms = 0;

  /** @param {Server} server @param {Site} site @param {import('playwright-core').Browser} browser @param {number} browserPid @param {number} serverPid */
  constructor(server, site, browser, browserPid, serverPid) {
    this.server = server;
    this.site = site;
    this.browser = browser;
    this.browserPid = browserPid;
    this.serverPid = serverPid;
  }

  /** A server with these flags, and a browser. @param {string[]} args */
  static async start(args) {
    const before = childrenOf(process.pid);
    const server = await Server.start({ args });
    const [serverPid] = childrenOf(process.pid).filter((pid) => !before.includes(pid));
    const site = await Site.start(server.url, FILES);
    const known = childrenOf(process.pid);
    const browser = await launchChromium();
    const [browserPid] = childrenOf(process.pid).filter((pid) => !known.includes(pid));
    if (args.includes('--sfu')) {
      await server.untilJanus();
    }
    return new BenchRoom(server, site, browser, browserPid, serverPid);
  }

  async stop() {
    await this.browser.close();
    await this.site.stop();
    await this.server.stop();
  }

  get janusPid() {
    return Number([...this.server.log.matchAll(/sfu-started pid=(\d+)/g)].at(-1)?.[1] ?? NaN);
  }

  /** A name that no room has had. */
  newName() {
    return `bench-${++this.#rooms}`;
  }

  /** @returns {Promise<Page>} */
  async page() {
    // In a window of its own: pages behind others show nothing, so that the library asks for nothing.
    const page = await (await this.browser.newContext()).newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    await page.goto(`${this.site.url}/room.html`);
    await page.evaluate(() => Object.assign(globalThis, { crowd: [] }));
    return page;
  }

  /**
   * Has participants of the library's enter, one after the other.
   * @param {Page} page @param {string} room @param {number[]} numbers @param {object} [options] for connect()
   */
  async enter(page, room, numbers, options = {}) {
    await page.evaluate(async ([name, who, how]) => {
      const all = /** @type {any} */ (globalThis);
      all.crowd.push(...await all.colouredCrowd(name, who, how));
    }, /** @type {const} */ ([room, numbers, { camera: CAMERA, ...options }]));
  }

  /**
   * Has light participants enter.
   * @param {Page} page @param {string} room @param {number} count
   */
  async enterLight(page, room, count) {
    const names = Array.from({ length: count }, (_, index) => `L${index}`);
    await page.evaluate(async ([name, who, how]) => {
      const all = /** @type {any} */ (globalThis);
      all.crowd = await all.lightCrowd(name, who, how);
    }, /** @type {const} */ ([room, names, LIGHT]));
  }

  /** Everyone sees that many others move. @param {Page} page @param {number} others */
  async untilAllSee(page, others) {
    const before = (await watched(page)).map((one) => Object.fromEntries(
      Object.entries(one).map(([name, { frames }]) => [name, frames])));
    await until(`everyone sees ${others} others move`, () => watched(page), (now) => now.every((one, index) =>
      Object.keys(one).length === others &&
      Object.entries(one).every(([name, { frames }]) => frames > (before[index]?.[name] ?? 0) + 2)), PATIENCE_MS);
  }

  /**
   * Pictures are sent only the way that the room goes, and not over connections from before.
   * @param {Page} page @param {number} connections
   */
  async untilSentOver(page, connections) {
    const sending = () => page.evaluate(() => /** @type {any} */ (globalThis).sending());
    await sending();
    await until(`${connections} connections send pictures`, sending, (now) => now.length === connections, PATIENCE_MS);
  }

  /** Every light participant is shown what it asked for. @param {Page} page */
  async untilLightSee(page) {
    await until(`every light participant sees ${LIGHT.wishes} others`, () => page.evaluate(() => Promise.all(
      /** @type {any} */ (globalThis).crowd.map(async (/** @type {any} */ one) =>
        Object.values(await one.received()).filter(({ frames }) => frames > 2).length))),
    (counts) => counts.every((/** @type {number} */ count) => count >= LIGHT.wishes), PATIENCE_MS);
  }

  /**
   * What a room takes that everyone is in.
   * @param {Page} page @param {{people: number, seen: number, light: boolean, sfu: boolean, seconds: number}} what `seen`: how
   *   many others each one sees
   * @returns {Promise<Load>}
   */
  async load(page, { people, seen, light, sfu, seconds }) {
    await page.evaluate((looks) => { /** @type {any} */ (globalThis).Watched.looks = looks; }, false);
    await pass(SETTLING_MS);
    const first = await totals(page, light);
    const began = performance.now();
    const before = this.#processors();
    await pass(seconds * 1000);
    const after = this.#processors();
    const measured = (performance.now() - began) / 1000;
    const last = await totals(page, light);
    await page.evaluate((looks) => { /** @type {any} */ (globalThis).Watched.looks = looks; }, true);
    const elapsed = (last.at - first.at) / 1000;
    /** @param {keyof typeof last} what */
    const rate = (what) => (last[what] - first[what]) / elapsed;
    return {
      browser: (after.browser - before.browser) / measured,
      server: (after.server - before.server) / measured,
      janus: (after.janus - before.janus) / measured,
      janusMegabytes: residentMegabytes(this.janusPid),
      up: (rate('sentBytes') * 8) / 1e6 / people,
      down: (rate('receivedBytes') * 8) / 1e6 / people,
      shown: rate('shown') / people,
      // In a mesh each connection's camera is for one other, over an SFU for all who see it.
      share: rate('shown') / (rate('captured') * (sfu ? seen : 1)),
      forwarded: rate('packets'),
      received: rate('receivedPackets') / people,
    };
  }

  #processors() {
    return {
      browser: processorSeconds(familyOf(this.browserPid)),
      server: processorSeconds([this.serverPid]),
      janus: Number.isNaN(this.janusPid) ? 0 : processorSeconds([this.janusPid]),
    };
  }

  /**
   * How long it takes from "join" to the first frames of one who joins from a page of its own, and leaves again.
   * @param {Page} page of those who are there @param {Page} newcomer @param {string} room
   * @param {{people: number, light: boolean}} what
   * @returns {Promise<{newcomer: number, others: number, everyone: number}>}
   */
  async join(page, newcomer, room, { people, light }) {
    const watchers = light ? LIGHT.wishes : people - 1;
    if (light) {
      await page.evaluate((count) => /** @type {any} */ (globalThis).crowd.slice(0, count).forEach(
        (/** @type {any} */ one) => one.await('P0')), watchers);
    }
    try {
      await this.enter(newcomer, room, [0]);
      const seen = await until('the newcomer sees someone, and everyone the newcomer', async () => ({
        began: await newcomer.evaluate(() => /** @type {any} */ (globalThis).crowd[0].began),
        newcomer: await newcomer.evaluate(() => [.../** @type {any} */ (globalThis).crowd[0].seen.values()].map(({ first }) => first)),
        others: await page.evaluate((isLight) => /** @type {any} */ (globalThis).crowd.map((/** @type {any} */ one) =>
          isLight ? one.firstFrame : one.seen.get('P0')?.first ?? 0), light),
      }), ({ newcomer: sees, others }) => sees.filter(Boolean).length >= Math.min(people - 1, light ? 1 : Infinity) &&
        others.filter(Boolean).length >= watchers, PATIENCE_MS);
      const sees = seen.newcomer.filter(Boolean);
      const others = seen.others.filter(Boolean);
      return {
        newcomer: Math.min(...sees) - seen.began,
        everyone: light ? NaN : Math.max(...sees) - seen.began,
        others: others.reduce((/** @type {number} */ sum, /** @type {number} */ at) => sum + at - seen.began, 0) / others.length,
      };
    } finally {
      await newcomer.evaluate(() => /** @type {any} */ (globalThis).crowd.splice(0).forEach((/** @type {any} */ one) => one.leave()));
      await until('the newcomer has gone', () => page.evaluate((isLight) => /** @type {any} */ (globalThis).crowd.every(
        (/** @type {any} */ one) => isLight ? !one.pictures.has('P0') : !one.seen.has('P0')), light));
    }
  }
}

/** What everyone is shown of everyone. @param {Page} page @returns {Promise<Record<string, Shown>[]>} */
export const watched = (page) => page.evaluate(() => /** @type {any} */ (globalThis).crowd.map((/** @type {any} */ one) => one.watch()));

/** @param {Page} page @param {boolean} light @returns {Promise<Record<'at' | 'sentBytes' | 'receivedBytes' | 'captured' | 'shown' | 'packets' | 'receivedPackets', number>>} */
const totals = (page, light) => page.evaluate((isLight) => {
  const all = /** @type {any} */ (globalThis);
  return all.roomFigures(isLight
    ? all.crowd.flatMap((/** @type {any} */ { sending, receiving }) => [sending, receiving].filter(Boolean))
    : all.connections);
}, light);
