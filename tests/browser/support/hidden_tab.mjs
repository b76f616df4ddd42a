// Chromium as a person has it: pages behind another tab are hidden, and their timers held back. (What
// Playwright opens believes itself in front, and the flags of the other tests keep its timers going.)

import puppeteer from 'puppeteer-core';

import { PATIENCE_MS } from './until.mjs';

const OF_TESTS = ['--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding'];

export async function launchChromiumThatHides() {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    timeout: PATIENCE_MS,
    protocolTimeout: 2 * PATIENCE_MS,
    ignoreDefaultArgs: OF_TESTS,
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return {
    async newPage() {
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
    /** Opens another tab before the one that is seen. */
    async hide() {
      await (await browser.newPage()).bringToFront();
    },
    close: () => browser.close(),
  };
}
