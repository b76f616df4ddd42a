// A call that is recorded: what the others are told, what the file is, and that it is not lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { countPictures, playFilm } from './support/film.mjs';
import { launchChromiumThatHides } from './support/hidden_tab.mjs';
import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */

const stage = new Stage();

/** As browsers that save a file only in the end. */
const withoutPicker = () => void Reflect.deleteProperty(globalThis, 'showSaveFilePicker');

/** A tab in the call that records. @param {string} room */
async function recordingTab(room) {
  const tab = await stage.tab(room, { script: withoutPicker });
  await tab.meeting.join('Ann');
  await tab.page.keyboard.press('r');
  await tab.page.locator('#tiles').waitFor();
  await tab.meeting.untilAnnounced(/You are recording/);
  return tab;
}

/** The files that the browser keeps for the site, with their sizes. @param {Page} page */
const keptFiles = (page) => page.evaluate(async () => {
  /** @type {Record<string, number>} */
  const files = {};
  const root = /** @type {any} */ (await navigator.storage.getDirectory());
  for await (const [folder, handle] of root.entries()) {
    for await (const [name, file] of handle.entries()) {
      // One that is deleted meanwhile is no longer kept.
      const size = await file.getFile().then((/** @type {File} */ { size }) => size, () => null);
      if (size !== null) files[`${folder}/${name}`] = size;
    }
  }
  return files;
});

/** Waits until a part of the recording is on the disk, or of several. @param {Page} page */
const untilKept = (page, recordings = 1) => until(`parts of ${recordings} are kept`, () => keptFiles(page),
  (files) => Object.entries(files).filter(([name, size]) => name.startsWith('recordings/') && size > 100_000).length === recordings);

/** @param {Page} page @param {() => Promise<unknown>} act @returns {Promise<string>} path of what was saved */
async function saved(page, act) {
  const download = page.waitForEvent('download');
  await act();
  const file = await download;
  assert.match(file.suggestedFilename(), /^\S+ \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.(webm|mp4)$/);
  return file.path();
}

test('a recording is told to all; it is a film with picture, sound and length, which can be wound', async () => {
  const ann = await recordingTab('recording');
  const ben = await stage.inCall('recording', 'Ben');
  await ben.meeting.untilNotice(/Ann is recording this call/);
  const cleo = await stage.inCall('recording', 'Cleo');
  await cleo.meeting.untilNotice(/Ann is recording this call/);
  await cleo.page.getByRole('button', { name: 'Dismiss this message' }).click();
  const places = /** @type {const} */ ([[844, 390, '.status', '::after'], [1280, 800, '.masthead-room', '::before']]);
  for (const [width, height, ...place] of places) {
    await cleo.page.setViewportSize({ width, height });
    await until(`there is a dot at ${place} in ${width}x${height}`, () => cleo.page.evaluate(([beside, which]) => {
      const element = document.querySelector(beside);
      return element?.checkVisibility() && getComputedStyle(element, which).width;
    }, place), (dot) => dot === '10px');
  }
  // Until enough of the film is there to be looked at.
  await ann.meeting.waitForFrames(2);
  await untilKept(ann.page);
  const path = await saved(ann.page, () => ann.page.keyboard.press('r'));
  await until('Ben is told of the end', () => ben.meeting.notice(), (notice) => !/recording/.test(notice));
  await cleo.page.locator('body:not([data-recording])').waitFor();
  const { width, height, duration, sound, sought } = await playFilm(ann.page, path);
  assert.deepEqual([width, height], [1280, 720]);
  assert.ok(sound > 0.5, `${sound} s of sound`);
  assert.ok(Number.isFinite(duration) && Math.abs(duration - sound) < 2, `${duration} s of film, ${sound} s of sound`);
  assert.equal(sought, duration / 2);
  await ann.meeting.untilNotice(/The recording is saved/);
  assert.deepEqual(Object.keys(await keptFiles(ann.page)).filter((name) => name.startsWith('recordings/')), []);
  await saved(ann.page, () => ann.page.getByRole('button', { name: 'Save it again' }).click());
});

test('a file that the person has chosen gets the film with its length', async () => {
  const { page, meeting } = await stage.tab('chosen', {
    script: () => {
      const showSaveFilePicker = async () =>
        (await navigator.storage.getDirectory()).getFileHandle('chosen.webm', { create: true });
      Object.assign(globalThis, { showSaveFilePicker });
    },
  });
  await meeting.join('Ann');
  await page.keyboard.press('r');
  await page.locator('body[data-recording]').waitFor();
  await until('a part is kept', () => page.evaluate(async () => {
    const root = /** @type {any} */ (await navigator.storage.getDirectory());
    const folder = await root.getDirectoryHandle('recordings');
    for await (const file of folder.values()) return (await file.getFile()).size;
  }), (size) => size > 100_000);
  await page.keyboard.press('r');
  await meeting.untilAnnounced(/The recording is saved/);
  const duration = await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('chosen.webm');
    const video = document.createElement('video');
    video.src = URL.createObjectURL(await handle.getFile());
    await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve));
    return video.duration;
  });
  assert.ok(duration > 0 && duration < 1000, `${duration} s`);
});

test('a recording that is asked for twice, while the person still chooses a file, begins once', async () => {
  const { page, meeting } = await stage.tab('twice', {
    script: () => {
      /** @type {((file: Promise<FileSystemFileHandle>) => void)[]} */
      const questions = [];
      const answer = async () => {
        const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('chosen', { create: true });
        return folder.getFileHandle('chosen.webm', { create: true });
      };
      Object.assign(globalThis, {
        questions,
        answer: () => questions[0](answer()),
        showSaveFilePicker: () => new Promise((resolve) => questions.push(resolve)),
      });
    },
  });
  await meeting.join('Ann');
  await page.keyboard.press('r');
  await page.waitForFunction('questions.length > 0');
  await page.keyboard.press('r');
  await page.evaluate('answer()');
  await page.locator('body[data-recording]').waitFor();
  await untilKept(page);
  assert.equal(await page.evaluate('questions.length'), 1);
  assert.equal(await meeting.notice(), '');
});

test('while one of two recordings is still being finished, the page says so and asks before it is left', async () => {
  const { page, meeting } = await stage.tab('two', {
    script: () => {
      Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
      const { postMessage } = Worker.prototype;
      // The first of them takes long.
      Worker.prototype.postMessage = function (/** @type {any} */ ...message) {
        const post = () => Reflect.apply(postMessage, this, message);
        if (message[0].type !== 'finish' || 'goOn' in globalThis) return post();
        Object.assign(globalThis, { goOn: post });
      };
    },
  });
  await meeting.join('Ann');
  await page.keyboard.press('r');
  await untilKept(page);
  await page.keyboard.press('r');
  await meeting.untilNotice(/Finishing the recording/);
  await page.keyboard.press('r');
  await untilKept(page, 2);
  await saved(page, () => page.keyboard.press('r'));
  await meeting.untilNotice(/The recording is saved/);
  assert.match(await meeting.notice(), /Finishing the recording/);
  const asked = page.waitForEvent('dialog');
  const leaving = page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await leaving;
  await saved(page, () => page.evaluate('goOn()'));
  await until('it is finished', () => meeting.notice(), (notice) => !/Finishing/.test(notice));
});

test('leaving the page is asked about while a recording would be lost, and only then', async () => {
  const { page, meeting } = await recordingTab('leaving');
  const asked = page.waitForEvent('dialog');
  const leaving = page.close({ runBeforeUnload: true });
  const question = await asked;
  assert.equal(question.type(), 'beforeunload');
  await question.dismiss();
  await leaving;
  await untilKept(page);
  await saved(page, () => meeting.click('#join-leave'));
  await meeting.untilNotice(/The recording is saved/);
  page.on('dialog', (dialog) => assert.fail(`asked about ${dialog.type()}`));
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('a call that a host ends leaves a film behind', async () => {
  const host = await stage.page();
  await host.goto(stage.server.url);
  await host.evaluate(async () => {
    const library = '/parley-video.mjs';
    const { connect } = await import(library);
    Object.assign(globalThis, { room: await connect('', { name: 'ended', identity: 'Zoe', tracks: [] }) });
  });
  const { page, meeting } = await recordingTab('ended');
  await untilKept(page);
  const path = await saved(page, () => host.evaluate(() => Reflect.get(globalThis, 'room').end()));
  assert.ok(Number.isFinite((await playFilm(page, path)).duration));
  await meeting.untilNotice(/The recording is saved/);
});

test('a recording whose page was lost is offered by the next one, to be saved or deleted', async () => {
  for (const wanted of ['Save', 'Delete']) {
    const lost = await recordingTab('lost');
    await untilKept(lost.page);
    const context = lost.page.context();
    const other = await context.newPage();
    const first = await Meeting.open(other, stage.server.url, 'other');
    assert.equal(await first.notice(), '', 'what is being recorded is no lost recording');
    await lost.page.close();
    await until('nobody has it any more', () => other.evaluate(async () => (await navigator.locks.query()).held?.length),
      (held) => held === 0);
    const page = await context.newPage();
    await page.addInitScript(withoutPicker);
    const meeting = await Meeting.open(page, stage.server.url, 'other');
    await meeting.untilNotice(/A recording was not saved before its page was closed: lost \d{4}/);
    const button = page.getByRole('button', { name: wanted, exact: true });
    if (wanted === 'Save') {
      const { duration } = await playFilm(page, await saved(page, () => button.click()));
      assert.ok(duration > 0 && duration < 1000, `${duration} s`);
    } else {
      await button.click();
    }
    await until('no part is kept any longer', () => keptFiles(page),
      (files) => Object.keys(files).every((name) => !name.startsWith('recordings/')));
    await meeting.reload();
    await until('what was saved is cleared away', () => keptFiles(page), (files) => Object.keys(files).length === 0);
    assert.equal(await meeting.notice(), '');
  }
});

test('a hidden tab goes on recording pictures, though the timers of its page are held back', async () => {
  const chromium = await launchChromiumThatHides();
  atEnd(() => chromium.close());
  const page = await chromium.newPage();
  await page.evaluateOnNewDocument(withoutPicker);
  await page.evaluateOnNewDocument(() => {
    // What the page would have saved.
    HTMLAnchorElement.prototype.click = function () {
      Object.assign(globalThis, { film: fetch(this.href).then((answer) => answer.arrayBuffer()) });
    };
  });
  await page.setBypassCSP(true);
  const meeting = await Meeting.open(page, stage.server.url, 'hidden');
  await meeting.join('Ann');
  await chromium.hide();
  await page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 100 });
  const press = () => page.evaluate(() => document.getElementById('record')?.click());
  await press();
  await until('it records', () => page.evaluate(() => 'recording' in document.body.dataset));
  const ticks = await page.evaluate(() => new Promise((resolve) => {
    let ticks = 0;
    const begin = performance.now();
    const timer = setInterval(() => {
      ticks += 1;
      if (performance.now() - begin < 6000) return;
      clearInterval(timer);
      resolve(ticks);
    }, 1000 / 24);
  }));
  await press();
  await until('it is saved', () => page.evaluate(() => 'film' in globalThis));
  const film = await page.evaluate(async () => {
    const bytes = new Uint8Array(await Reflect.get(globalThis, 'film'));
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  });
  const pictures = await countPictures(Buffer.from(film, 'base64'));
  assert.ok(ticks < 20, `the page's timers are not held back: ${ticks} ticks`);
  assert.ok(pictures > 2 * ticks, `${pictures} pictures in ${ticks} ticks of the page's timers`);
});
