// One participant: a tab in a browser of its own, as far as a person who looks at the preview.

import { recordTimeline } from './timeline.mjs';

/** @import { Browser, Page } from 'playwright-core' */
/** @import { Settings } from './pages/seat.js' */
/** @import { Entry } from './timeline.mjs' */

const PATIENCE_MS = 10_000;

export class Participant {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * Opens the page and waits until it has camera and microphone and all else it needs.
   * @param {Browser} browser
   * @param {string} url
   * @param {Settings} settings
   * @param {boolean} record whether the page is to note what it does, which costs time
   */
  static async arrive(browser, url, settings, record = false) {
    const context = await browser.newContext();
    if (record) await context.addInitScript(recordTimeline);
    const participant = new Participant(await context.newPage());
    const page = participant.#page;
    try {
      await page.goto(url);
      await inTime(page.evaluate((settings) => Reflect.get(window, 'seat').prepare(settings), settings));
    } catch (error) {
      await participant.leave();
      throw error;
    }
    return participant;
  }

  /** Enters the room and waits until one is in it. */
  async enter() {
    await inTime(this.#page.evaluate(() => Reflect.get(window, 'seat').enter()));
  }

  /**
   * Enters the room in which someone is.
   * @returns {Promise<number>} how many ms it took until the other was seen
   */
  async timeToFirstFrame() {
    return inTime(this.#page.evaluate(() => Reflect.get(window, 'seat').timeToFirstFrame()));
  }

  /** What the page has noted. @returns {Promise<Entry[]>} */
  async timeline() {
    return this.#page.evaluate(() => Reflect.get(window, 'timeline'));
  }

  async leave() {
    await this.#page.context().close();
  }
}

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
async function inTime(promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing happened within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
    // Fails when its page is closed.
    promise.catch(() => {});
  }
}
