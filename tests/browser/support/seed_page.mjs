// The first seed's page, served where its author had it: on port 8000, which it has hard-coded. The browser
// takes another port for that, as 8000 may be somebody else's.

import { readFile } from 'node:fs/promises';

import { untilFramesArrive } from './frames.mjs';
import { PATIENCE_MS } from './until.mjs';

const SEED_PORT = 8000;
/** The page means to take the room's name from its path but takes the word before it, and a stray
 *  quotation mark goes with it. */
export const SEED_ROOM = 'room"';

/** What has the browser go to the server under test. @param {import('./server.mjs').Server} server */
export const toSeedServer = ({ port }) => [`--host-resolver-rules=MAP localhost:${SEED_PORT} 127.0.0.1:${port}`];

const FIXTURE = new URL('../fixtures/first-seed/', import.meta.url);

export class SeedPage {
  #page;
  #name;

  /** @param {import('playwright-core').Page} page @param {string} name */
  constructor(page, name) {
    this.#page = page;
    this.#name = name;
  }

  /** @param {import('playwright-core').Page} page @param {string} name */
  static async open(page, name) {
    const origin = `http://localhost:${SEED_PORT}`;
    // The page's stylesheet and script of a third party are not its concern here.
    await page.route(/^http/, (route) => route.abort());
    await page.route(`${origin}/room/x`, async (route) => {
      await route.fulfill({ contentType: 'text/html', body: await fixture('index.html') });
    });
    await page.route(`${origin}/static/index.js`, async (route) => {
      await route.fulfill({ contentType: 'text/javascript', body: await fixture('index.js') });
    });
    await page.goto(`${origin}/room/x`);
    return new SeedPage(page, name);
  }

  async reload() {
    await this.#page.reload();
    await this.untilReady();
  }

  /** Waits until the page has its own camera and is connected. */
  async untilReady() {
    // The page's variables are global `let`s, visible to scripts but not on `window`.
    await this.#page.waitForFunction('peerConnection && peerConnection.localDescription');
  }

  /** Waits until the other's video moves. */
  async waitForFrames(patience = PATIENCE_MS) {
    const countFrames = () => this.#page.evaluate(() => {
      const video = /** @type {HTMLVideoElement} */ (document.querySelector('#user-2'));
      return { other: video.getVideoPlaybackQuality().totalVideoFrames };
    });
    await untilFramesArrive(this.#name, 1, countFrames, patience);
  }
}

/** @param {string} name */
function fixture(name) {
  return readFile(new URL(name, FIXTURE), 'utf8');
}
