// A server and a browser for the tests of one file; whoever comes on stage leaves after each test.

import { after, afterEach, before } from 'node:test';

import { launchChromium } from './chromium.mjs';
import { Meeting } from './meeting.mjs';
import { Server } from './server.mjs';

export class Stage {
  /** @type {Server | undefined} */
  #server;
  /** @type {import('playwright-core').Browser | undefined} */
  #browser;

  /**
   * Registers the set-up and the clean-up with the test runner.
   * @param {{devices?: import('./chromium.mjs').Devices, port?: number}} [options]
   */
  constructor({ devices = 'granted', port = 0 } = {}) {
    before(async () => {
      this.#server = await Server.start({ port });
      this.#browser = await launchChromium(devices);
    });
    afterEach(async () => {
      for (const context of this.#browser?.contexts() ?? []) await context.close();
    });
    after(async () => {
      await this.#browser?.close();
      await this.#server?.stop();
    });
  }

  get server() {
    if (!this.#server) throw new Error('the server is not running');
    return this.#server;
  }

  /** Kills the server, or starts another one in its place, on the same port. */
  async loseServer() {
    await this.server.kill();
  }

  async restartServer() {
    this.#server = await Server.start({ port: this.server.port });
  }

  /** A tab with nothing of the others' in it. */
  async page() {
    if (!this.#browser) throw new Error('the browser is not running');
    const context = await this.#browser.newContext();
    return context.newPage();
  }

  /** Opens a room's page in a tab of its own. @param {string} room */
  async enter(room) {
    return Meeting.open(await this.page(), this.server.url, room);
  }
}
