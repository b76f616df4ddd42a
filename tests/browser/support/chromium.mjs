// Chromium, one browser for the tests of a file and a fresh profile for each participant.

import { chromium } from 'playwright-core';

import { PATIENCE_MS } from './until.mjs';

const WITHOUT = [
  // A page that the test itself answers for comes from no address, which Chromium would take for
  // the internet's and keep from talking to a local server.
  'LocalNetworkAccessChecks',
  // Each new window would load the pages behind its address bar: 200 files in its first second.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A participant whose page is not in front is watched all the same.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  `--disable-features=${WITHOUT.join()}`,
  '--autoplay-policy=no-user-gesture-required',
];

/** What the browser has and what its user answers when a page asks for it. */
const DEVICES = {
  granted: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  // The default camera makes 20 frames a second; each wait for one would show in what is measured.
  'fast camera': ['--use-fake-device-for-media-stream=fps=60', '--use-fake-ui-for-media-stream'],
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  'four cameras': ['--use-fake-device-for-media-stream=device-count=4', '--use-fake-ui-for-media-stream'],
  'no camera': [
    '--use-fake-device-for-media-stream=device-count=0',
    '--use-fake-ui-for-media-stream',
  ],
  none: [
    '--use-fake-device-for-media-stream=device-count=0',
    '--use-fake-ui-for-media-stream',
    '--disable-audio-input',
  ],
};

/** @typedef {keyof typeof DEVICES} Devices */

/** @param {Devices} devices */
const how = (devices) => ({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [...FLAGS, ...DEVICES[devices]],
});

/**
 * @param {Devices} [devices]
 * @param {string[]} [flags]
 */
export async function launchChromium(devices = 'granted', flags = []) {
  const { args, ...options } = how(devices);
  const browser = await chromium.launch({ ...options, args: [...args, ...flags] });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => patient(await newContext(options));
  return browser;
}

/**
 * With a profile that is kept, as a person's is; the others are like private windows.
 * @param {string} folder for the profile
 */
export async function launchWithProfile(folder) {
  return patient(await chromium.launchPersistentContext(folder, how('granted')));
}

/** @param {import('playwright-core').BrowserContext} context */
function patient(context) {
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}
