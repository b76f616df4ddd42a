// The vendor's integration suites, unchanged, against build/parley and our library in Chromium.
//
//   node tests/vendor/run.mjs FOLDER [--failures] [--grep TEXT] [--topology group] [SPEC…]
//
// FOLDER has twilio-video.js, as its developers have it; nothing of it is copied or built. A SPEC is named as in
// specs.mjs, such as "connect" or "bandwidthprofile/video"; without any, all of those run. Prints a line for each, and
// with --failures each test that failed, and why. The suites skip what the vendor's rooms of a topology do not have;
// theirs that are like ours are "peer-to-peer", which is the default.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { launchChromium } from '../browser/support/chromium.mjs';
import { SPECS } from './specs.mjs';
import { SuiteHost } from './suite_host.mjs';

/** @typedef {{title: string, state: 'passed' | 'failed' | 'pending', error?: string}} Outcome */

/** How long one file may take: those of connect() take a quarter of that where nothing else is running. */
const FILE_LIMIT_MS = 40 * 60_000;

const { values, positionals: [folder, ...chosen] } = parseArgs({
  allowPositionals: true,
  options: {
    failures: { type: 'boolean', default: false },
    grep: { type: 'string', default: '' },
    topology: { type: 'string', default: 'peer-to-peer' },
  },
});
if (!folder || !existsSync(join(folder, 'test/integration/spec'))) {
  console.error('Which folder has twilio-video.js? It has test/integration/spec: make test-vendor SUITES=folder');
  process.exit(1);
}
const unknown = chosen.filter((name) => !SPECS.includes(name));
if (unknown.length > 0) {
  console.error(`No spec is called ${unknown.join()}; there are ${SPECS.join(', ')}`);
  process.exit(1);
}

/**
 * Runs one file in a page of its own.
 * @param {SuiteHost} host @param {import('playwright-core').Browser} browser @param {string} name
 */
async function runSpec(host, browser, name) {
  /** @type {Outcome[]} */
  const outcomes = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  /** @type {(reason: string) => void} */
  let end = () => {};
  /** Why it ended early; '' if it did not. @type {Promise<string>} */
  const ended = new Promise((resolve) => (end = resolve));
  const limit = setTimeout(() => end('it took too long'), FILE_LIMIT_MS);
  page.on('crash', () => end('the page crashed'));
  page.on('pageerror', (error) => {
    if (process.env.VERBOSE) console.log(`    ${error}`);
  });
  page.on('console', (message) => {
    if (process.env.VERBOSE) console.log(`    ${message.text()}`);
  });
  await page.exposeFunction('tellOutcome', (/** @type {Outcome} */ outcome) => {
    outcomes.push(outcome);
    if (process.env.VERBOSE) console.log(`  ${outcome.state} ${outcome.title}`);
  });
  await page.exposeFunction('tellEnd', (/** @type {string} */ reason) => end(reason));
  await page.goto(`${host.url}/run?${new URLSearchParams({ spec: name, grep: values.grep, topology: values.topology })}`);
  const reason = await ended;
  clearTimeout(limit);
  await context.close();
  return { outcomes, reason };
}

/** @param {Outcome[]} outcomes */
function tellFailures(outcomes) {
  for (const { title, error } of outcomes.filter(({ state }) => state === 'failed')) {
    console.log(`  ✖ ${title}\n      ${error}`);
  }
}

const host = await SuiteHost.start(resolve(folder));
const browser = await launchChromium();
let passedOfAll = 0;
let all = 0;
for (const name of chosen.length > 0 ? chosen : SPECS) {
  const start = performance.now();
  const { outcomes, reason } = await runSpec(host, browser, name);
  const count = (/** @type {Outcome['state']} */ state) => outcomes.filter((outcome) => outcome.state === state).length;
  const [passed, failed, pending] = [count('passed'), count('failed'), count('pending')];
  passedOfAll += passed;
  all += passed + failed;
  const skipped = pending > 0 ? `, ${pending} skipped by the suite` : '';
  const early = reason === '' ? '' : `; ended early: ${reason}`;
  console.log(`${name}: ${passed} of ${passed + failed} pass${skipped} (${Math.round((performance.now() - start) / 1000)} s)${early}`);
  if (values.failures) tellFailures(outcomes);
  if (reason !== '') process.exitCode = 1;
}
console.log(`All: ${passedOfAll} of ${all} pass.`);
await browser.close();
await host.stop();
