// Media that an SFU could not read, in real browsers: each with itself, and through Janus.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { inlineModule } from '../../tools/web-library.mjs';
import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { firefoxForTests } from './support/firefox.mjs';
import { Server } from './support/server.mjs';
import { Site } from './support/site.mjs';
import { until } from './support/until.mjs';

/** @typedef {{ frames: number, energy: number, packets: number, unreadable: number, asked: number }} Arrived */

/** Of Playwright or Puppeteer. @typedef {{ goto(url: string): Promise<unknown>, evaluate(script: string): Promise<any>, close(): Promise<unknown> }} Page */

const CLIENTS = readFileSync(new URL('support/sfu_clients.js', import.meta.url), 'utf8');
const PAIR = readFileSync(new URL('support/encrypted_pair.js', import.meta.url), 'utf8');
const FILE = readdirSync(new URL('../../dist/assets', import.meta.url)).find((name) => name.startsWith('parley-encryption-'));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECRET = 'a secret of some length';
const OTHER = 'another secret of it';

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let chromium;
before(async () => {
  server = await Server.start();
  chromium = await launchChromium();
});
atEnd(() => chromium?.close());
atEnd(() => server?.stop());
const firefox = firefoxForTests();

/** A page with a pair of connections in it. */
class PairPage {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * @param {string} browser
   * @param {{ otherSecret?: string, url?: string, file?: string }} [options] `file`: the encryption; '' if the page has it
   */
  static async open(browser, { otherSecret = SECRET, url = `${server.url}/check.html`, file = `/assets/${FILE}` } = {}) {
    const opened = /** @type {Page} */ (await (browser === 'Chromium' ? chromium : firefox).newPage());
    const page = new PairPage(opened);
    await opened.goto(url);
    await opened.evaluate(PAIR);
    await page.run((global, ...values) => global.encryptedPair(...values).then((/** @type {any} */ pair) => { global.pair = pair; }),
        file, SECRET, otherSecret);
    return page;
  }

  /**
   * @param {(page: any, ...values: any[]) => unknown} action
   * @param {...unknown} values
   * @returns {Promise<any>}
   */
  run(action, ...values) {
    return this.#page.evaluate(`(${action})(globalThis, ...${JSON.stringify(values)})`);
  }

  /** @param {string | null} participant */
  receiveFrom(participant) {
    return this.run(({ pair }, value) => pair.receiveFrom(value), participant);
  }

  /** @returns {Promise<Arrived>} */
  arrived() {
    return this.run(({ pair }) => pair.arrived());
  }

  /** Picture and sound arrive, beyond what has arrived so far. */
  async untilMore() {
    const { frames, energy } = await this.arrived();
    return until('picture and sound arrive', () => this.arrived(), (now) => now.frames > frames + 5 && now.energy > energy);
  }

  /** What comes cannot be decrypted, and nothing has arrived by then. */
  async untilNothing() {
    const { unreadable } = await this.arrived();
    const { frames, energy } = await until('much could not be decrypted', () => this.arrived(), (now) => now.unreadable > unreadable + 100);
    assert.deepEqual([frames, energy], [0, 0]);
  }

  /** @returns {Promise<string[]>} */
  heard() {
    return this.run(({ pair }) => pair.heard);
  }

  async close() {
    await this.run(({ pair }) => pair.close());
    await this.#page.close();
  }
}

/** As a bundler makes it of the package: with the worker in it. */
async function inlined() {
  const { outputFiles } = await build({
    stdin: { contents: "import { startEncryption } from './client-wasm/api/media_encryption.js'; Object.assign(window, { startEncryption });", resolveDir: ROOT },
    bundle: true,
    write: false,
    plugins: [inlineModule(ROOT, '')],
  });
  return outputFiles[0].text;
}

for (const browser of ['Chromium', 'Firefox']) {
  test(`${browser}: picture and sound arrive`, async () => {
    const page = await PairPage.open(browser);
    await page.receiveFrom('PA1');
    await page.untilMore();
    assert.deepEqual((await page.heard()).sort(), ['PA1 MT-camera true', 'PA1 MT-microphone true']);
    assert.equal((await page.arrived()).unreadable, 0);
    await page.close();
  });

  test(`${browser}: with another secret nothing arrives, and the page is told`, async () => {
    const page = await PairPage.open(browser, { otherSecret: OTHER });
    await page.receiveFrom('PA1');
    await page.untilNothing();
    await until('the page knows', () => page.heard(), (heard) => heard.length === 2);
    assert.deepEqual((await page.heard()).sort(), ['PA1 MT-camera false', 'PA1 MT-microphone false']);
    await page.close();
  });

  test(`${browser}: what is passed off as another's does not arrive`, async () => {
    const page = await PairPage.open(browser);
    await page.receiveFrom('PA2');
    await page.untilNothing();
    await page.receiveFrom('PA1');
    await page.untilMore();
    await page.close();
  });

  test(`${browser}: nothing arrives before it is known of whom, and with another participant only when that is known`, async () => {
    const page = await PairPage.open(browser);
    const { packets } = await page.arrived();
    await until('much has come', () => page.arrived(), (now) => now.packets > packets + 100);
    const early = await page.arrived();
    assert.deepEqual([early.frames, early.energy], [0, 0]);
    await page.receiveFrom('PA1');
    await page.untilMore();
    await page.run(({ pair }) => pair.sendAs('PA2'));
    const last = await until('nothing more can be decrypted', () => page.arrived(), (now) => now.unreadable > 10);
    await until('what was there is played', () => page.arrived(), (now) => now.unreadable > 60);
    assert.ok((await page.arrived()).frames <= last.frames + 3);
    await page.receiveFrom('PA2');
    await page.untilMore();
    await page.receiveFrom(null);
    await page.close();
  });
}

test('the file of another origin, and the package, work in a page with a policy that allows what the documentation says', async () => {
  const policy = `default-src 'self'; script-src 'self' ${server.url}; connect-src ${server.url}`;
  const files = { '/page.html': '<!doctype html><script src="/inlined.js"></script>', '/inlined.js': await inlined() };
  const site = await Site.start(server.url, files, { 'Content-Security-Policy': `${policy}; worker-src blob:` });
  const strict = await Site.start(server.url, files, { 'Content-Security-Policy': policy });
  try {
    for (const browser of ['Chromium', 'Firefox']) {
      for (const file of [`${server.url}/assets/${FILE}`, '']) {
        const page = await PairPage.open(browser, { url: `${site.url}/page.html`, file });
        await page.receiveFrom('PA1');
        await page.untilMore();
        await page.close();
        await assert.rejects(PairPage.open(browser, { url: `${strict.url}/page.html`, file }), /worker|insecure|Security/i);
      }
    }
  } finally {
    await Promise.all([site.stop(), strict.stop()]);
  }
});

test('through Janus those with the secret see each other, and nobody else does', {
  skip: existsSync('/usr/bin/janus') ? false : "Debian's Janus is not installed; Debian 13 has none",
}, async () => {
  const withSfu = await Server.start({ args: ['--sfu', '--sfu-from', '4', '--mesh-again', '2'] });
  try {
    await withSfu.untilJanus();
    const page = await chromium.newPage();
    await page.addInitScript({ content: CLIENTS });
    await page.goto(withSfu.url);
    await page.evaluate(async ([file, ...secrets]) => {
      const all = /** @type {any} */ (globalThis);
      const { startEncryption } = await import(file);
      const groups = await Promise.all(secrets.map(async (secret, index) =>
        all.sfuClients('secrets', 4 - 2 * index, await startEncryption(secret), 'PQ'[index])));
      const plain = await all.sfuClients('secrets', 1, null, 'R');
      all.clients = [...groups.flat(), ...plain];
    }, [`/assets/${FILE}`, SECRET, OTHER]);
    // The plain one shows that what it receives is nothing that a decoder takes for media.
    const others = [3, 3, 3, 3, 1, 1, 0];
    const seen = () => page.evaluate(() => Promise.all(/** @type {any} */ (globalThis).clients.map(async (/** @type {any} */ client) => {
      const received = Object.values(await client.received());
      return received.filter(({ frames }) => frames > 5).length;
    })));
    await until('everyone sees those with the same secret', seen, (now) => `${now}` === `${others}`);
    await until('much has come', () => page.evaluate(() => Promise.all(/** @type {any} */ (globalThis).clients.map(async (/** @type {any} */ client) => {
      const received = Object.values(await client.received());
      return received.filter(({ packets }) => packets > 100).length;
    }))), (now) => now.every((count) => count >= 4));
    assert.deepEqual(await seen(), others);
    // A picture goes, and another comes by its slot.
    for (const wanted of ['P1', 'P2', 'P3', 'P1']) {
      await page.evaluate((sid) => {
        const [client] = /** @type {any} */ (globalThis).clients;
        client.say({ type: 'PREFERENCES', to: 'sfu:receive', tracks: [{ sid, height: 180 }] });
      }, `MTvideo-${wanted}`);
      const frames = () => page.evaluate(async (sid) => {
        const [client] = /** @type {any} */ (globalThis).clients;
        const slots = /** @type {[string, any][]} */ (Object.entries(client.slots));
        const pictures = slots.filter(([, slot]) => slot.sid.startsWith('MTvideo'));
        if (pictures.length !== 1 || pictures[0][1].sid !== sid) return 0;
        const received = await client.received();
        return received[pictures[0][1].from].frames;
      }, `MTvideo-${wanted}`);
      const before = await until(`${wanted} has a slot`, frames);
      await until(`the picture of ${wanted} goes on`, frames, (now) => now > before + 5);
    }
    await page.close();
  } finally {
    await withSfu.stop();
  }
});
