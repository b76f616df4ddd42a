// A server and a browser for the tests of one file; whoever comes on stage leaves after each test.

import { afterEach, before, beforeEach } from 'node:test';

import { atEnd, inTurn } from './at_end.mjs';
import { launchChromium } from './chromium.mjs';
import { ImpairmentProxy } from './impairment_proxy.mjs';
import { Meeting } from './meeting.mjs';
import { Server } from './server.mjs';

export class Stage {
  /** @type {Server | undefined} */
  #server;
  /** @type {import('playwright-core').Browser | undefined} */
  #browser;
  /** @type {import('./impairment_proxy.mjs').ImpairmentProxy[]} */
  #proxies = [];
  /** What the pages of the current test have said on the console that is no good. @type {string[]} */
  complaints = [];

  /**
   * Registers the set-up and the clean-up with the test runner.
   * @param {{devices?: import('./chromium.mjs').Devices, args?: string[], flags?: (server: Server) => string[]}} [options]
   *   `args` are the server's, `flags` the browser's
   */
  constructor({ devices = 'granted', args = [], flags = () => [] } = {}) {
    before(async () => {
      this.#server = await Server.start({ args });
      this.#browser = await launchChromium(devices, flags(this.#server));
    });
    // Not after the one before, whose own afterEach() may look at them.
    beforeEach(() => {
      this.complaints = [];
    });
    afterEach(async () => {
      await inTurn([
        ...(this.#browser?.contexts() ?? []).flatMap((context) => [
          // As a person closes a tab; without that the pages are only lost, and may come back.
          ...context.pages().map((page) => () => page.close()),
          () => context.close(),
        ]),
        ...this.#proxies.splice(0).map((proxy) => () => proxy.close()),
      ]);
    });
    atEnd(() => this.#browser?.close());
    atEnd(() => this.#server?.stop());
  }

  get server() {
    if (!this.#server) throw new Error('the server is not running');
    return this.#server;
  }

  /** Ends the server: by kill -9, or as a service manager does. @param {'killed' | 'stopped'} [how] */
  async loseServer(how = 'killed') {
    await (how === 'killed' ? this.server.kill() : this.server.stop());
  }

  /** Starts another one in its place. */
  async restartServer() {
    this.#server = await this.server.successor();
  }

  /**
   * A bad network of one's own to the server, until the test ends.
   * @param {Partial<import('./impairment_proxy.mjs').Latency>} [latency]
   */
  async network(latency) {
    const proxy = await ImpairmentProxy.start(this.server.url, latency);
    this.#proxies.push(proxy);
    return proxy;
  }

  /**
   * A tab with nothing of the others' in it.
   * @param {import('playwright-core').BrowserContextOptions} [options]
   */
  async page(options) {
    if (!this.#browser) throw new Error('the browser is not running');
    const context = await this.#browser.newContext(options);
    const page = await context.newPage();
    const { complaints } = this;
    page.on('pageerror', (error) => complaints.push(`${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return page;
  }

  /**
   * Opens a room's page in a tab of its own, for a test that also uses Playwright's own means.
   * @param {string} room
   * @param {{ options?: import('playwright-core').BrowserContextOptions, script?: () => void }} [how]
   *   `script` runs before the page's own
   */
  async tab(room, { options, script } = {}) {
    const page = await this.page(options);
    if (script) await page.addInitScript(script);
    return { page, meeting: await Meeting.open(page, this.server.url, room) };
  }

  /** As tab(), in the call. @param {string} room @param {string} name */
  async inCall(room, name) {
    const tab = await this.tab(room);
    await tab.meeting.join(name);
    return tab;
  }

  /** Ann, who is the first and so the host, and Ben. @param {string} room */
  async twoInCall(room) {
    const ann = await this.inCall(room, 'Ann');
    const ben = await this.inCall(room, 'Ben');
    await ann.meeting.untilOthersAre(['Ben']);
    return { ann, ben };
  }

  /**
   * Opens a room's page in a tab of its own.
   * @param {string} room
   * @param {{url: string}} [way]  to the server
   * @param {import('playwright-core').BrowserContextOptions} [options]
   */
  async enter(room, way = this.server, options = {}) {
    return Meeting.open(await this.page(options), way.url, room);
  }
}
