// The report that a person can save: it is there, says nothing of who and where, and leads to the
// same actions again. With RECORD=1 (make recordings) what was saved becomes the recorded call of
// tests/replay.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { privateWordsIn } from '../replay/private_words.mjs';
import { replay, stepsOf } from '../replay/replay.mjs';
import { atEnd } from './support/at_end.mjs';
import { CallWatch } from './support/call_watch.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { online } from './support/watched_call.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{type: string, to?: string}} Sent */

const ROOM = 'Secret plans';
/** So that it is not found by chance where something is random. */
const SURNAME = 'Nobody';
const RECORDINGS = fileURLToPath(new URL('../replay/recordings/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));
atEnd(() => rmSync(folder, { recursive: true, force: true }));

const stage = new Stage();

/** Runs in the page before its scripts: a screen to share, and a note of every message that is sent. */
function prepare() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    setInterval(() => context?.fillRect(0, 0, performance.now() % 100, 100), 50);
    return canvas.captureStream(20);
  };
  /** @type {Sent[]} */
  const sent = [];
  Reflect.set(globalThis, 'sentMessages', sent);
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (/** @type {string} */ data) {
    const { type, to } = JSON.parse(String(data));
    sent.push(to ? { type, to } : { type });
    send.call(this, data);
  };
}

/** @param {string} name @param {{url: string}} network */
async function join3(name, network) {
  const page = await stage.page();
  await page.addInitScript(prepare);
  const meeting = await Meeting.open(page, network.url, ROOM);
  await meeting.join(`${name} ${SURNAME}`);
  return { name, page, meeting };
}

/** Saves the report as a person does who has no mouse. @param {Page} page @param {string} name */
async function saveReport(page, name) {
  await page.focus('#show-settings');
  await page.keyboard.press('Enter');
  const isReached = () => page.evaluate(() => document.activeElement?.id === 'save-report');
  for (let presses = 0; !(await isReached()); ++presses) {
    assert.ok(presses < 100, 'the button is not reached by the keyboard');
    await page.keyboard.press('Tab');
  }
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'parley-report.txt');
  const file = join(folder, `${name}.log`);
  await download.saveAs(file);
  await page.keyboard.press('Escape');
  return file;
}

/** The messages that a replay sends. @param {string} report @returns {Sent[]} */
function sentIn(report) {
  const matches = report.matchAll(/→ sendText (?<type>\S+)(?: to (?<to>\S+))?$/gm);
  return [...matches].map(({ groups: { type, to } = {} }) => (to ? { type, to } : { type }));
}

test('a call of three can be saved, by each of them, and played once more', async () => {
  const network = await stage.network();
  const ann = await join3('Ann', network);
  const ben = await join3('Ben', stage.server);
  const cleo = await join3('Cleo', stage.server);
  for (const { meeting } of [ann, ben, cleo]) {
    await meeting.untilStatus(online(3));
    await meeting.waitForFrames(2);
  }
  await ben.meeting.toggle('microphone');
  await ann.meeting.untilTile(`Ben ${SURNAME}`, { microphone: 'off' });
  await cleo.page.click('#share-screen');
  await ann.page.locator('.tile.is-screen.has-video').waitFor();
  const watch = await CallWatch.start(ann.meeting);
  network.cut();
  await watch.untilBack(online(3));
  await ben.meeting.toggle('microphone');
  await ann.meeting.untilTile(`Ben ${SURNAME}`, { microphone: 'on' });

  for (const { name, meeting, page } of [cleo, ann, ben]) {
    if (name !== 'Cleo') await meeting.untilStatus(online(2));
    // What really went over the socket; until the report is saved there may be more, and after a cut
    // the page may have been about to send more.
    const sent = await page.evaluate(() => /** @type {Sent[]} */ (Reflect.get(globalThis, 'sentMessages')));
    const file = await saveReport(page, name.toLowerCase());
    const log = readFileSync(file, 'utf8');
    // The first line is the browser's name, with a version that looks like an address.
    const events = log.slice(log.indexOf('\n') + 1);
    assert.match(log, /^# Mozilla/);
    assert.deepEqual(privateWordsIn(events, [SURNAME, ROOM]), []);
    const report = replay(file);
    const short = sent.map(({ type, to }) => (to ? { type, to: `${to.slice(0, 8)}…` } : { type }));
    const replayed = sentIn(report);
    if (name !== 'Ann') assert.deepEqual(replayed.slice(0, short.length), short);
    const types = new Set(replayed.map(({ type }) => type));
    for (const { type } of short) assert.ok(types.has(type), type);
    if (name === 'Cleo') await meeting.leave();
    if (!process.env.RECORD) continue;
    writeFileSync(join(RECORDINGS, `${name.toLowerCase()}.log`), events);
    writeFileSync(join(RECORDINGS, `${name.toLowerCase()}.actions.txt`), stepsOf(report));
  }
});

test('of a call that could not be entered there is a report too', async () => {
  const network = await stage.network();
  const page = await stage.page();
  const meeting = await Meeting.open(page, network.url, 'refused');
  network.set('refuse');
  network.cut();
  await meeting.startJoining('Ann');
  await meeting.untilNotice(/./);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a report' }).click();
  const file = join(folder, 'refused.log');
  await (await downloading).saveAs(file);
  assert.match(replay(file), /→ roomDisconnected connection-failed\n$/);
});
