// The meeting page as a participant uses it, in either browser.

import { untilFramesArrive } from './frames.mjs';
import { PATIENCE_MS, until } from './until.mjs';

/**
 * What Playwright's and Puppeteer's pages have in common.
 * @typedef {object} Page
 * @property {(url: string) => Promise<unknown>} goto
 * @property {() => Promise<unknown>} reload
 * @property {() => Promise<void>} close
 * @property {(selector: string) => Promise<unknown>} waitForSelector
 * @property {(selector: string) => Promise<void>} click
 * @property {(selector: string, text: string) => Promise<void>} type
 * @property {<A, R>(pageFunction: (argument: A) => R, argument: A) => Promise<R>} evaluate
 */

/**
 * `connection` is what the tile says is wrong with it.
 * @typedef {{id: string, name: string, microphone: string, camera: string, connection: string}} Tile
 */

export class Meeting {
  #page;
  #url;
  name = '';

  /** @param {Page} page @param {string} url */
  constructor(page, url) {
    this.#page = page;
    this.#url = url;
  }

  /**
   * Opens the page of a room.
   * @param {unknown} page  a page of Playwright's or Puppeteer's
   * @param {string} server  its URL
   * @param {string} room  its name, as people write it
   */
  static open(page, server, room) {
    return Meeting.at(page, `${server}/room/${encodeURIComponent(room)}`);
  }

  /**
   * Opens the page of a room by its address.
   * @param {unknown} page  a page of Playwright's or Puppeteer's
   * @param {string} url
   */
  static async at(page, url) {
    const meeting = new Meeting(/** @type {Page} */ (page), url);
    await meeting.#load((page) => page.goto(url));
    return meeting;
  }

  async reload() {
    await this.#load((page) => page.reload());
  }

  /** Closes the tab. */
  async close() {
    await this.#page.close();
  }

  /** Goes to another page in the same tab. @param {string} url */
  async navigate(url) {
    await this.#page.goto(url);
  }

  /** Does as the browser does when the network is another, or there again. */
  async networkChanged() {
    await this.evaluate(() => dispatchEvent(new Event('online')), null);
  }

  /**
   * Runs a function in the page.
   * @template A, R
   * @param {(argument: A) => R} pageFunction
   * @param {A} argument
   * @returns {Promise<Awaited<R>>}
   */
  async evaluate(pageFunction, argument) {
    return await this.#page.evaluate(pageFunction, argument);
  }

  /** Enters a name and presses "Join call". @param {string} name */
  async startJoining(name) {
    this.name = name;
    await this.#page.evaluate(() => {
      const field = document.querySelector('#name');
      if (field instanceof HTMLInputElement) field.value = '';
    }, null);
    await this.#page.type('#name', name);
    await this.pressJoin();
  }

  /** Joins and waits until one is in the call. @param {string} name */
  async join(name) {
    await this.startJoining(name);
    await this.untilJoined();
  }

  /** Presses the button that is "Join call" or "Leave call". */
  async pressJoin() {
    await this.click('#join-leave');
  }

  async untilJoined() {
    await until(
      `${this.name} is in the call`,
      async () => ({ button: await this.button(), notice: await this.notice() }),
      ({ button }) => button === 'Leave call',
    );
  }

  async leave() {
    await this.pressJoin();
    await this.untilStatus('Disconnected.');
  }

  /** Switches it off or on. @param {'microphone' | 'camera'} device */
  async toggle(device) {
    await this.click(`#${device}`);
  }

  /** @param {string} selector */
  async click(selector) {
    // Puppeteer's click() does not wait for what is about to come.
    await this.#page.waitForSelector(selector);
    await this.#page.click(selector);
  }

  /** @param {string} selector @param {RegExp} text */
  async untilText(selector, text) {
    await until(`${selector} says ${text}`, () => this.#text(selector), (seen) => text.test(seen));
  }

  button() {
    return this.#text('#join-leave');
  }

  status() {
    return this.#text('#status');
  }

  notice() {
    return this.#text('#notice');
  }

  /** @param {string} status */
  async untilStatus(status) {
    await until(`${this.name}'s page says "${status}"`, () => this.status(), (text) => text === status);
  }

  /** @param {RegExp} text */
  async untilNotice(text) {
    await until(`${this.name}'s page says ${text}`, () => this.notice(), (notice) => text.test(notice));
  }

  /** Waits until a screen reader has been told that, since the page was loaded. @param {RegExp} text */
  async untilAnnounced(text) {
    // By the page's own notes: what is said is taken away again after a while.
    await until(
      `${this.name}'s page has announced ${text}`,
      () => this.evaluate(() => /** @type {string[]} */ (Reflect.get(globalThis, 'announced')), null),
      (announced) => announced.some((one) => text.test(one)),
    );
  }

  /** Waits until that is the heading before or after the call. @param {string} title */
  async untilTitled(title) {
    await until(`${this.name}'s heading is "${title}"`, () => this.#text('#welcome-title'), (seen) => seen === title);
  }

  /** Everyone else's tiles. @returns {Promise<Tile[]>} */
  tiles() {
    return this.#page.evaluate(() => {
      const tiles = document.querySelectorAll('#tiles .tile[data-participant]:not(#local)');
      return Array.from(tiles, (tile) => ({
        id: tile.getAttribute('data-participant') ?? '',
        name: tile.querySelector('.tile-name')?.textContent?.trim() ?? '',
        microphone: tile.querySelector('.tile-muted')?.hasAttribute('hidden') ? 'on' : 'off',
        camera: tile.classList.contains('has-video') ? 'on' : 'off',
        connection: tile.querySelector('.tile-connection')?.textContent?.trim() ?? '',
      }));
    }, null);
  }

  /** Waits until the others' tiles bear these names, in any order. @param {string[]} names */
  async untilOthersAre(names, patience = PATIENCE_MS) {
    const expected = [...names].sort().join();
    await until(
      `${this.name} sees tiles of ${expected || 'nobody'}`,
      async () => (await this.tiles()).map((tile) => tile.name),
      (seen) => [...seen].sort().join() === expected,
      patience,
    );
  }

  /**
   * Waits until the tile of that name is as told.
   * @param {string} name @param {Partial<Tile>} expected
   */
  async untilTile(name, expected) {
    await until(
      `${this.name} sees ${name} with ${JSON.stringify(expected)}`,
      async () => (await this.tiles()).filter((tile) => tile.name === name),
      (tiles) =>
        tiles.some((tile) => JSON.stringify({ ...tile, ...expected }) === JSON.stringify(tile)),
    );
  }

  /** Waits until that many others are seen moving. @param {number} others @param {number} [patience] */
  async waitForFrames(others, patience) {
    await untilFramesArrive(this.name, others, () => this.#frames(), patience);
  }

  /** @returns {Promise<import('./frames.mjs').Frames>} */
  #frames() {
    return this.#page.evaluate(() => {
      /** @type {import('./frames.mjs').Frames} */
      const frames = {};
      const videos = document.querySelectorAll('#tiles .tile[data-participant]:not(#local) video');
      for (const video of videos) {
        if (!(video instanceof HTMLVideoElement)) continue;
        const id = video.closest('.tile')?.getAttribute('data-participant') ?? '';
        // Firefox counts the frames of a file there and those of a call only here.
        const painted = Reflect.get(video, 'mozPaintedFrames');
        frames[id] = painted ?? video.getVideoPlaybackQuality().totalVideoFrames;
      }
      return frames;
    }, null);
  }

  /** @param {string} selector @returns {Promise<string>} */
  #text(selector) {
    return this.#page.evaluate(
      (selector) => document.querySelector(selector)?.textContent?.trim() ?? '(not there)',
      selector,
    );
  }

  /** Loads the page and waits until it can be used. @param {(page: Page) => Promise<unknown>} load */
  async #load(load) {
    await load(this.#page);
    await until(`${this.#url} is ready`, () => this.button(), (text) => text === 'Join call');
    await this.evaluate(noteAnnouncements, null);
  }
}

/** Runs in the page. */
function noteAnnouncements() {
  /** @type {string[]} */
  const announced = [];
  Reflect.set(globalThis, 'announced', announced);
  const place = document.querySelector('#announcements');
  if (!place) throw new Error('there is no place for announcements');
  announced.push(...Array.from(place.children, ({ textContent }) => textContent ?? ''));
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) announced.push(...Array.from(addedNodes, ({ textContent }) => textContent ?? ''));
  }).observe(place, { childList: true });
}
