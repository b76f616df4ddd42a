// Firefox over WebDriver BiDi, with a fake camera and microphone.

import { after, before } from 'node:test';

import puppeteer from 'puppeteer-core';

export function launchFirefox() {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      // Both browsers are on this machine and see no other network.
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
    },
  });
}

/** One for the tests of a file, which is there when the first of them begins. */
export function firefoxForTests() {
  /** @type {import('puppeteer-core').Browser | undefined} */
  let firefox;
  before(async () => {
    firefox = await launchFirefox();
  });
  after(() => firefox?.close());
  return {
    newPage() {
      if (!firefox) throw new Error('Firefox is not running');
      return firefox.newPage();
    },
  };
}
