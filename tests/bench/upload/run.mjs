// What one participant sends to all others together, and how many lines arrive of the one whom all
// pin and of the rest, with 2, 4 and 6 people. Servers of several builds take turns in one run:
//
//   node tests/bench/upload/run.mjs ../before/build/parley build/parley
//
// All pages are in one browser, so that a small machine is busy: compare within one run only.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchChromium } from '../../browser/support/chromium.mjs';
import { watchConnections } from '../../browser/support/connection_watch.mjs';
import { Meeting } from '../../browser/support/meeting.mjs';

const SECONDS = Number(process.env.BENCH_UPLOAD_SECONDS ?? 10);
const SETTLING_SECONDS = Number(process.env.BENCH_UPLOAD_SETTLING ?? 20);
const PEOPLE = (process.env.BENCH_UPLOAD_PEOPLE ?? '2 4 6').split(' ').map(Number);
const NAMES = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gil', 'Hans'];
const builds = process.argv.length > 2 ? process.argv.slice(2) : ['build/parley'];

/** @param {number} seconds */
const pass = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Bytes that the page has sent to all. @param {import('playwright-core').Page} page @returns {Promise<number>} */
const sentBy = (page) => page.evaluate(async () => {
  const { connections } = /** @type {{watched: {connections: RTCPeerConnection[]}}} */ (/** @type {unknown} */ (globalThis)).watched;
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports.flatMap((report) => [...report.values()])
    .filter(({ type }) => type === 'outbound-rtp')
    .reduce((sum, { bytesSent, headerBytesSent = 0 }) => sum + bytesSent + headerBytesSent, 0);
});

/** @param {import('playwright-core').Page} page @returns {Promise<Record<string, number>>} */
const linesOn = (page) => page.evaluate(() => Object.fromEntries(
  [...document.querySelectorAll('.tile[data-participant]')].map((tile) => [
    tile.querySelector('.tile-name')?.textContent ?? '', tile.querySelector('video')?.videoHeight ?? 0])));

/** @param {string} build @param {number} people */
async function measure(build, people) {
  const key = join(mkdtempSync(join(tmpdir(), 'parley-upload-')), 'key');
  const server = spawn(build, ['--port', '0', '--ice-servers', 'none', '--resume-key-file', key],
    { stdio: ['ignore', 'pipe', 'ignore'] });
  const browser = await launchChromium();
  try {
    let said = '';
    while (!/http:\S+/.test(said)) said += String((await once(server.stdout, 'data'))[0]);
    const url = (/http:\/\/[^\s/]+/.exec(said) ?? [''])[0];
    const pages = [];
    for (const name of NAMES.slice(0, people)) {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
      await watchConnections(page);
      await (await Meeting.open(page, url, 'upload')).join(name);
      pages.push(page);
    }
    const [ann, ben] = pages;
    for (const page of pages.slice(1)) await page.locator('.tile[data-participant]', { hasText: 'Ann' }).dblclick();
    await pass(SETTLING_SECONDS);
    const before = await Promise.all([sentBy(ann), sentBy(ben)]);
    await pass(SECONDS);
    const after = await Promise.all([sentBy(ann), sentBy(ben)]);
    const [pinned, other] = after.map((sent, index) => ((sent - before[index]) * 8) / SECONDS / 1000);
    const { Ann, ...others } = await linesOn(ben);
    const rest = Object.values(others);
    return [`${people}`, build, `${Math.round(pinned)}`, `${Math.round(other)}`, `${Ann}`, rest.join(' ') || '–'];
  } finally {
    await browser.close();
    server.kill();
  }
}

console.log('| people | build | the pinned one sends, kbit/s | one of the others sends | lines of the pinned | of the others |');
console.log('|---|---|---|---|---|---|');
for (const people of PEOPLE) {
  for (const build of builds) console.log(`| ${(await measure(build, people)).join(' | ')} |`);
}
