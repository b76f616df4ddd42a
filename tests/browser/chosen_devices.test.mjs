// Which camera, microphone and speaker are used: the ones that were chosen, for as long as they are there.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage({ devices: 'four cameras' });

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {'videoinput' | 'audioinput' | 'audiooutput'} Kind */

/** @param {Page} page @param {Kind} kind */
const picker = (page, kind) => page.locator(`select[data-device="${kind}"]:visible`);

/** The ids that the picker offers. @param {Page} page @param {Kind} kind @param {number} least so many */
async function offered(page, kind, least) {
  return until(`${least} of ${kind} are listed`, () => picker(page, kind).locator('option')
    .evaluateAll((options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value)),
  (ids) => ids.length >= least && ids.every((id) => id !== ''));
}

/** The id of the camera whose live picture is shown; '' for none. @param {Page} page */
function cameraInUse(page) {
  return page.evaluate(() => {
    const video = /** @type {HTMLVideoElement | null} */ (document.querySelector('#local video'));
    const [track] = video?.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
    return track?.readyState === 'live' ? track.getSettings().deviceId ?? '' : '';
  });
}

/** @param {Page} page @param {string} id */
async function untilCameraIs(page, id) {
  await until(`camera ${id} is in use`, () => cameraInUse(page), (seen) => seen === id);
}

/** The open list of devices before the call. @param {Page} page @param {Kind} kind @param {string} id */
async function untilPickerShows(page, kind, id) {
  await until(`the picker shows ${id}`, () => picker(page, kind).inputValue(), (value) => value === id);
}

/** Runs in the page: notes the devices that the browser grants. */
function noteGranted() {
  /** @type {MediaStreamTrack[]} */
  const granted = [];
  Object.assign(globalThis, { granted });
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const media = await ask(constraints);
    granted.push(...media.getTracks());
    return media;
  };
}

/** What of the granted devices is still held. @param {Page} page @param {string} kind */
function held(page, kind) {
  return page.evaluate((kind) => /** @type {MediaStreamTrack[]} */ (Reflect.get(globalThis, 'granted'))
    .filter((track) => track.kind === kind && track.readyState === 'live')
    .map((track) => track.getSettings().deviceId ?? ''), kind);
}

test('a chosen camera is the one in use after off and on, and after a reload; also when chosen while it is off', async () => {
  const { page, meeting } = await stage.tab('camera');
  await page.click('#devices summary');
  const ids = await offered(page, 'videoinput', 4);
  await picker(page, 'videoinput').selectOption(ids[2]);
  await untilCameraIs(page, ids[2]);
  await meeting.toggle('camera');
  await until('it is off', () => cameraInUse(page), (id) => id === '');
  await untilPickerShows(page, 'videoinput', ids[2]);
  await meeting.toggle('camera');
  await untilCameraIs(page, ids[2]);
  await meeting.toggle('camera');
  await picker(page, 'videoinput').selectOption(ids[3]);
  await untilPickerShows(page, 'videoinput', ids[3]);
  await meeting.toggle('camera');
  await untilCameraIs(page, ids[3]);
  await untilPickerShows(page, 'videoinput', ids[3]);
  await meeting.reload();
  await untilCameraIs(page, ids[3]);
  await page.click('#devices summary');
  await untilPickerShows(page, 'videoinput', ids[3]);
});

test('a camera that nobody chose stays the same after off and on', async () => {
  const { page, meeting } = await stage.tab('unchosen', {
    // As a browser does whose own question lets the person choose.
    script: () => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let isFirst = true;
      mediaDevices.getUserMedia = async (constraints) => {
        const media = await ask(constraints);
        if (!isFirst) return media;
        isFirst = false;
        for (const track of media.getVideoTracks()) {
          track.stop();
          media.removeTrack(track);
        }
        const cameras = (await mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
        const other = await ask({ video: { deviceId: { exact: cameras[1].deviceId } } });
        return new MediaStream([...media.getTracks(), ...other.getTracks()]);
      };
    },
  });
  const first = await until('there is a camera', () => cameraInUse(page));
  await meeting.toggle('camera');
  await until('it is off', () => cameraInUse(page), (id) => id === '');
  await meeting.toggle('camera');
  await untilCameraIs(page, first);
});

test('of two choices at once the last one holds, and nothing else is held', async () => {
  const { page, meeting } = await stage.tab('quick', { script: noteGranted });
  await meeting.join('Ann');
  await page.click('#show-settings');
  for (const [kind, media, least] of /** @type {const} */ ([['videoinput', 'video', 4], ['audioinput', 'audio', 3]])) {
    const ids = await offered(page, kind, least);
    await picker(page, kind).evaluate((select, ids) => {
      for (const id of ids) {
        Object.assign(select, { value: id });
        select.dispatchEvent(new Event('change'));
      }
    }, [ids[2], ids[1]]);
    await until(`the last one holds of ${kind}`, () => held(page, media), (seen) => seen.join() === ids[1]);
    await untilPickerShows(page, kind, ids[1]);
  }
});

test('a chosen microphone is the one in use after a reload, and when it was chosen while it was off', async () => {
  const { page, meeting } = await stage.tab('microphone', { script: noteGranted });
  await page.click('#devices summary');
  const ids = await offered(page, 'audioinput', 3);
  await picker(page, 'audioinput').selectOption(ids[1]);
  await until('it is the one in use', () => held(page, 'audio'), (seen) => seen.join() === ids[1]);
  await meeting.toggle('microphone');
  await picker(page, 'audioinput').selectOption(ids[2]);
  await untilPickerShows(page, 'audioinput', ids[2]);
  await meeting.toggle('microphone');
  await until('the other one is in use', () => held(page, 'audio'), (seen) => seen.join() === ids[2]);
  await meeting.reload();
  await until('it still is', () => held(page, 'audio'), (seen) => seen.join() === ids[2]);
});

test('a chosen speaker plays what the others say, in a later call too', async () => {
  const { page, meeting } = await stage.tab('speaker');
  await page.click('#devices summary');
  const ids = await offered(page, 'audiooutput', 3);
  await picker(page, 'audiooutput').selectOption(ids[2]);
  await meeting.reload();
  await meeting.join('Ann');
  await stage.inCall('speaker', 'Ben');
  const sinks = () => page.locator('#tiles audio').evaluateAll((elements) =>
    elements.map((element) => /** @type {HTMLAudioElement} */ (element).sinkId));
  await until('Ben is heard there', sinks, (seen) => seen.join() === ids[2]);
  await page.click('#show-settings');
  await untilPickerShows(page, 'audiooutput', ids[2]);
  // Of which the browser may settle the first one last.
  await page.locator('#tiles audio').evaluateAll((elements) => {
    for (const element of /** @type {HTMLAudioElement[]} */ (elements)) {
      const set = element.setSinkId.bind(element);
      let first = true;
      element.setSinkId = async (id) => {
        if (first) {
          first = false;
          await new Promise((resolve) => Object.assign(globalThis, { settle: resolve }));
        }
        await set(id);
      };
    }
  });
  await picker(page, 'audiooutput').selectOption(ids[1]);
  await until('the browser is asked', () => page.evaluate(() => Reflect.has(globalThis, 'settle')));
  await picker(page, 'audiooutput').selectOption(ids[2]);
  await picker(page, 'audiooutput').selectOption(ids[0]);
  await page.evaluate(() => Reflect.get(globalThis, 'settle')());
  await until('the last one holds', sinks, (seen) => seen.join() === ids[0]);
});

/** Runs in the page: the chosen camera is away until plugIn() is called. */
function unplug() {
  const { mediaDevices } = navigator;
  const chosen = JSON.parse(localStorage.getItem('parley.settings') ?? '{}').camera ?? '';
  let isAway = chosen !== '';
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    if (isAway && JSON.stringify(constraints).includes(chosen)) throw new DOMException('', 'OverconstrainedError');
    return ask(constraints);
  };
  mediaDevices.enumerateDevices = async () =>
    (await list()).filter(({ deviceId }) => !isAway || deviceId !== chosen);
  Object.assign(globalThis, {
    plugIn() {
      isAway = false;
      mediaDevices.dispatchEvent(new Event('devicechange'));
    },
  });
}

test('another camera stands in for a chosen one that is missing, which is said, until it is back', async () => {
  const { page, meeting } = await stage.tab('missing', { script: unplug });
  await page.click('#devices summary');
  const ids = await offered(page, 'videoinput', 4);
  await picker(page, 'videoinput').selectOption(ids[2]);
  await untilCameraIs(page, ids[2]);
  await meeting.reload();
  await meeting.untilNotice(/The camera you chose is not connected\. Using fake_device_\d until/);
  await until('another is in use', () => cameraInUse(page), (id) => id !== '' && id !== ids[2]);
  const stored = await page.evaluate(() => localStorage.getItem('parley.settings') ?? '{}');
  assert.equal(JSON.parse(stored).camera, ids[2]);
  await page.evaluate(() => Reflect.get(globalThis, 'plugIn')());
  await untilCameraIs(page, ids[2]);
  await until('the message goes', () => meeting.notice(), (notice) => notice === '');
});

test('a chosen speaker that is missing is told of, and the choice is kept', async () => {
  const { page, meeting } = await stage.tab('no speaker', {
    script: () => localStorage.setItem('parley.settings', JSON.stringify({ speaker: 'f00' })),
  });
  await meeting.untilNotice(/The speaker you chose is not connected/);
  await page.click('#devices summary');
  const ids = await offered(page, 'audiooutput', 3);
  assert.match(await page.evaluate(() => localStorage.getItem('parley.settings') ?? ''), /f00/);
  await picker(page, 'audiooutput').selectOption(ids[1]);
  await until('the message goes', () => meeting.notice(), (notice) => notice === '');
});

test('the check page tries the camera that calls will use', async () => {
  const { page, meeting } = await stage.tab('check');
  await page.click('#devices summary');
  const ids = await offered(page, 'videoinput', 4);
  await picker(page, 'videoinput').selectOption(ids[3]);
  await untilCameraIs(page, ids[3]);
  await meeting.navigate(`${stage.server.url}/check.html`);
  await meeting.click('#start-check');
  await meeting.untilText('[data-step="camera"]', /Camera: fake_device_3/);
  await page.evaluate(() => localStorage.setItem('parley.settings', JSON.stringify({ camera: 'f00' })));
  await page.reload();
  await meeting.click('#start-check');
  await meeting.untilText('[data-step="camera"]', /fake_device_0\. The one you chose is not connected/);
});

test('after leaving nothing is held; who comes back is off, and is seen and heard again once it is switched on', async () => {
  const ann = await stage.tab('hang up', { script: noteGranted });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall('hang up', 'Ben');
  await ann.meeting.leave();
  await until('nothing is held', async () => [...await held(ann.page, 'video'), ...await held(ann.page, 'audio')],
    (seen) => seen.length === 0);
  for (const id of ['#microphone', '#camera']) {
    assert.equal(await ann.page.locator(id).getAttribute('aria-pressed'), 'false');
  }
  assert.equal(await ann.meeting.notice(), '');
  await ann.meeting.join('Ann');
  await ben.meeting.untilTile('Ann', { microphone: 'off', camera: 'off' });
  await ann.meeting.toggle('microphone');
  await ann.meeting.toggle('camera');
  await ben.meeting.untilTile('Ann', { microphone: 'on', camera: 'on' });
  await ben.meeting.waitForFrames(1);
  // Chromium's fake microphone beeps once a second.
  await ben.page.locator('.tile.is-speaking .tile-name', { hasText: 'Ann' }).waitFor();
});

test('what the browser does to the sound of the microphone is switched off at once, and stays so', async () => {
  const { page, meeting } = await stage.tab('music', { script: noteGranted });
  await meeting.join('Ann');
  /** What is asked of each microphone that is held. */
  const asked = () => page.evaluate(() => /** @type {MediaStreamTrack[]} */ (Reflect.get(globalThis, 'granted'))
    .filter((track) => track.kind === 'audio' && track.readyState === 'live')
    .map((track) => {
      const { noiseSuppression, echoCancellation, autoGainControl } = track.getConstraints();
      return `${noiseSuppression} ${echoCancellation} ${autoGainControl}`;
    }).join());
  assert.equal(await asked(), 'true true true');
  await meeting.click('#show-settings');
  await page.getByRole('switch', { name: 'Reduce noise' }).click();
  await until('it is asked for as it is', asked, (seen) => seen === 'false true true');
  await page.keyboard.press('Escape');
  await meeting.toggle('microphone');
  await meeting.click('#show-settings');
  await page.getByRole('switch', { name: 'Remove echo' }).click();
  await page.keyboard.press('Escape');
  await meeting.toggle('microphone');
  await until('also what was chosen while it was off', asked, (seen) => seen === 'false false true');
  await page.reload();
  await until('the next call asks for the same', asked, (seen) => seen === 'false false true');
});
