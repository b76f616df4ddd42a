// A page of somebody else's that uses the library by its script tag.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { atEnd } from './at_end.mjs';
import { launchFirefox } from './firefox.mjs';
import { Site } from './site.mjs';
import { Stage } from './stage.mjs';

/** @param {string} name */
const fixture = (name) => readFileSync(fileURLToPath(new URL(`../fixtures/library/${name}`, import.meta.url)), 'utf8');

/** The files of the page's site. @type {Record<string, string>} */
const LIBRARY_SITE = {
  '/library.html': `<!doctype html><html lang="en"><head><title>Library</title>
<script src="/parley-video.js"></script><script src="/helpers.js"></script></head><body></body></html>`,
  '/helpers.js': fixture('helpers.js'),
  '/quick_start.js': fixture('quick_start.js'),
};

/** A page of Playwright's or Puppeteer's, as far as it is needed here.
 * @typedef {{goto(url: string): Promise<unknown>, evaluate(script: string): Promise<unknown>,
 *   close(): Promise<unknown>}} Page */

export class LibraryPage {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** @param {Page} page @param {string} url the site's */
  static async open(page, url) {
    await page.goto(`${url}/library.html`);
    return new LibraryPage(page);
  }

  /**
   * Runs a function in the page. Its first argument is the page's global object, which has what
   * fixtures/library/helpers.js defines; the others are passed as JSON.
   * @param {(page: any, ...values: any[]) => unknown} action
   * @param {...unknown} values
   * @returns {Promise<any>}
   */
  run(action, ...values) {
    return this.#page.evaluate(`(${action})(globalThis, ...${JSON.stringify(values)})`);
  }

  /**
   * Enters a room, which is then the page's `room`.
   * @param {string} identity
   * @param {object} options for connect(), as far as they are JSON
   * @param {string[]} [events] of the room, to be noted from the first one on
   */
  join(identity, options, events = []) {
    return this.run((page, options, events) => page.join(options, events), { identity, ...options }, events);
  }

  /**
   * Waits in the page until something is so, and returns what it is.
   * @param {(page: any, ...values: any[]) => unknown} condition
   * @param {...unknown} values
   * @returns {Promise<any>}
   */
  until(condition, ...values) {
    const call = `(${condition})(globalThis, ...${JSON.stringify(values)})`;
    return this.#page.evaluate(`until(() => ${call}, ${JSON.stringify(`${condition}`)})`);
  }

  close() {
    return this.#page.close();
  }
}

/** A stage whose pages are of such a site, in Chromium or Firefox; those are started when needed. */
export class LibraryStage extends Stage {
  /** @type {Promise<Site> | undefined} */
  #site;
  /** @type {ReturnType<typeof launchFirefox> | undefined} */
  #firefox;

  /** @param {ConstructorParameters<typeof Stage>[0]} [options] */
  constructor(options) {
    super(options);
    atEnd(async () => (await this.#firefox)?.close());
    atEnd(async () => (await this.#site)?.stop());
  }

  /** @param {'Chromium' | 'Firefox'} [browser] */
  async open(browser = 'Chromium') {
    const page = browser === 'Chromium' ? await this.page() : await this.#newFirefoxPage();
    return LibraryPage.open(page, await this.siteUrl());
  }

  /** Where the pages are. */
  async siteUrl() {
    this.#site ??= Site.start(this.server.url, LIBRARY_SITE);
    return (await this.#site).url;
  }

  async #newFirefoxPage() {
    this.#firefox ??= launchFirefox();
    return (await this.#firefox).newPage();
  }
}
