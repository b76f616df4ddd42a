// One participant: a tab in a browser of its own, as far as a person who looks at the preview.

/** @import { Browser, Page } from 'playwright-core' */
/** @import { Settings } from './pages/seat.js' */

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
   */
  static async arrive(browser, url, settings) {
    const context = await browser.newContext();
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
