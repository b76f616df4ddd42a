// Firefox over WebDriver BiDi, with a fake camera and microphone.

import { before } from 'node:test';

import puppeteer from 'puppeteer-core';

import { atEnd } from './at_end.mjs';
import { PATIENCE_MS } from './until.mjs';

/** @param {Record<string, string | number | boolean>} [preferences] beside those that all tests need */
export async function launchFirefox(preferences = {}) {
  const firefox = await puppeteer.launch({
    browser: 'firefox',
    timeout: 2 * PATIENCE_MS,
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      // Both browsers are on this machine and see no other network.
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      ...preferences,
    },
  });
  return {
    async newPage() {
      const page = await firefox.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
    close: () => firefox.close(),
  };
}

/**
 * One for the tests of a file, which is there when the first of them begins.
 * @param {Parameters<typeof launchFirefox>} how
 */
export function firefoxForTests(...how) {
  /** @type {Awaited<ReturnType<typeof launchFirefox>> | undefined} */
  let firefox;
  before(async () => {
    firefox = await launchFirefox(...how);
  });
  atEnd(() => firefox?.close());
  return {
    newPage() {
      if (!firefox) throw new Error('Firefox is not running');
      return firefox.newPage();
    },
  };
}
