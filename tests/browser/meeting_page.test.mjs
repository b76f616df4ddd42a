// What the meeting page adds to the call itself: the stage, the bar, keys, panels, devices, sharing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

const stage = new Stage();

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} selector @param {string} attribute @param {string | null} value */
async function untilAttribute(page, selector, attribute, value) {
  await until(`${selector} has ${attribute} ${value}`,
    () => page.locator(selector).first().getAttribute(attribute), (seen) => seen === value);
}

/** @param {Page} page @param {string} selector */
async function box(page, selector) {
  const rectangle = await page.locator(selector).first().boundingBox();
  assert.ok(rectangle, selector);
  return rectangle;
}

test('keys do what the buttons do, and every button says how it stands', async () => {
  const { page, meeting } = await stage.inCall('keys', 'Ann');
  await untilAttribute(page, '#microphone', 'aria-label', 'Microphone is on');
  await page.keyboard.press('m');
  await untilAttribute(page, '#microphone', 'aria-label', 'Microphone is off');
  await meeting.untilAnnounced(/Microphone is off/);
  await page.keyboard.press('v');
  await untilAttribute(page, '#camera', 'aria-pressed', 'false');
  await page.keyboard.press('p');
  await page.locator('.person-name', { hasText: 'Ann (you)' }).waitFor();
  await untilAttribute(page, '#people', 'aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await page.locator('#side').waitFor({ state: 'hidden' });
  await page.keyboard.press('Shift+?');
  await page.locator('#shortcuts .shortcut').first().waitFor();
  // A key in a dialog is for the dialog.
  await page.keyboard.press('v');
  await untilAttribute(page, '#camera', 'aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await meeting.leave();
});

test('the space bar switches a microphone on for as long as it is held', async () => {
  const { ann, ben } = await stage.twoInCall('push to talk');
  await ann.page.click('#microphone');
  await ben.meeting.untilTile('Ann', { microphone: 'off' });
  await ann.page.keyboard.down(' ');
  await ben.meeting.untilTile('Ann', { microphone: 'on' });
  await ann.page.keyboard.up(' ');
  await ben.meeting.untilTile('Ann', { microphone: 'off' });
  // Whoever has come to a button by keyboard presses it so.
  await ann.page.keyboard.press('Tab');
  await ann.page.focus('#camera');
  await ann.page.keyboard.press(' ');
  await ben.meeting.untilTile('Ann', { camera: 'off', microphone: 'off' });
});

test('keys can be switched off', async () => {
  const { page, meeting } = await stage.inCall('no keys', 'Ann');
  await page.click('#show-settings');
  await page.getByLabel('Use single keys as shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await page.keyboard.press(' ');
  await untilAttribute(page, '#microphone', 'aria-pressed', 'true');
});

test('with two, one is small in the corner; a pin or a share makes one large', async () => {
  const { ann, ben } = await stage.twoInCall('stage');
  const { page } = ann;
  await page.setViewportSize({ width: 1280, height: 800 });
  await ann.meeting.waitForFrames(1);
  await until('Ann is small in the corner', async () =>
    ({ other: await box(page, '.tile[data-participant]'), self: await box(page, '#local') }),
  ({ other, self }) => self.width < other.width / 3 && self.x > other.x + other.width / 2);
  await page.locator('.tile[data-participant]').hover();
  await page.getByRole('button', { name: 'Pin Ben' }).click();
  await until('Ann stands in the strip', () => box(page, '#local'), ({ x }) => x > 900);
  await page.getByRole('button', { name: 'Unpin Ben' }).click();
  await until('nobody is pinned', () => page.locator('#tiles').getAttribute('data-mode'),
    (mode) => mode === 'pair');
  await ben.meeting.leave();
  await until('one alone fills the stage', () => box(page, '#local'), ({ width }) => width > 900);
  await page.locator('#invite').waitFor({ state: 'visible' });
});

/** Runs in the page: gives it a screen to share, with sound, which needs no answer of a person. */
function drawScreen() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (context) context.fillStyle = `hsl(${performance.now() / 20} 60% 50%)`;
      context?.fillRect(0, 0, 1280, 720);
    }, 50);
    const sound = new AudioContext().createMediaStreamDestination();
    return new MediaStream([...canvas.captureStream(20).getTracks(), ...sound.stream.getTracks()]);
  };
}

test('a shared screen takes the stage as a track of its own, and goes again', async () => {
  const ann = await stage.tab('share', { script: drawScreen });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall('share', 'Ben');
  await ann.page.keyboard.press('s');
  await untilAttribute(ann.page, '#share-screen', 'aria-pressed', 'true');
  const screen = ben.page.locator('.tile.is-screen.has-video');
  await screen.waitFor();
  assert.equal(await screen.locator('.tile-name').textContent(), "Ann's screen");
  await untilAttribute(ben.page, '#tiles', 'data-mode', 'focus');
  await ben.meeting.untilAnnounced(/Ann is sharing a screen/);
  // Ann is seen and heard besides.
  await ben.meeting.untilTile('Ann', { camera: 'on', microphone: 'on' });
  await until('Ben hears Ann and her screen', () => ben.page.locator('audio').count(), (count) => count === 2);
  // Who comes later sees it too.
  const cleo = await stage.inCall('share', 'Cleo');
  await cleo.page.locator('.tile.is-screen.has-video').waitFor();
  // Where there is no room for everyone beside it, one sees how many are missing.
  await cleo.page.setViewportSize({ width: 240, height: 500 });
  await cleo.page.getByRole('button', { name: '1 more person: show everyone' }).click();
  await cleo.page.locator('.person').first().waitFor();
  await cleo.page.setViewportSize({ width: 1280, height: 800 });
  await cleo.page.locator('.pager').waitFor({ state: 'hidden' });
  await ann.page.click('#share-screen');
  await screen.waitFor({ state: 'detached' });
  await ben.meeting.untilTile('Ann', { camera: 'on' });
});

test('whoever speaks is marked, and large in the view for that', async () => {
  const { ann } = await stage.twoInCall('speaker');
  const cleo = await stage.inCall('speaker', 'Cleo');
  await cleo.meeting.toggle('microphone');
  // Chromium's fake microphone beeps once a second.
  await ann.page.locator('.tile.is-speaking').first().waitFor();
  await ann.page.keyboard.press('w');
  await untilAttribute(ann.page, '#tiles', 'data-mode', 'focus');
  await ann.meeting.untilAnnounced(/Speaker view/);
  await ann.page.locator('.tile.is-focused .tile-name', { hasText: 'Ben' }).waitFor();
  await ann.page.reload();
  await ann.page.locator('#join-leave:enabled').waitFor();
  assert.match(await ann.page.evaluate(() => localStorage.getItem('parley.settings') ?? ''), /speaker/);
});

test('another microphone can be chosen during the call, and is remembered', async () => {
  const { ann, ben } = await stage.twoInCall('devices');
  await ann.page.keyboard.press(',');
  const list = ann.page.locator('#settings select[data-device="audioinput"]');
  await until('the microphones are listed', () => list.locator('option').count(), (count) => count > 1);
  const before = await list.inputValue();
  const other = await list.locator('option').evaluateAll((options, current) => options
    .map((option) => /** @type {HTMLOptionElement} */ (option).value).find((id) => id !== current), before);
  await list.selectOption(other ?? '');
  await until('the other one is in use', () => list.inputValue(), (value) => value === other);
  await ann.page.keyboard.press('Escape');
  await ben.meeting.untilTile('Ann', { microphone: 'on' });
  const stored = await ann.page.evaluate(() => localStorage.getItem('parley.settings') ?? '{}');
  assert.equal(JSON.parse(stored).microphone, other);
});

test('a device that is unplugged gives way to another, which is said', async () => {
  const { ann, ben } = await stage.twoInCall('unplugged');
  await ann.page.evaluate(() => {
    const video = /** @type {HTMLVideoElement} */ (document.querySelector('#local video'));
    const [track] = /** @type {MediaStream} */ (video.srcObject).getVideoTracks();
    track.stop();
    track.dispatchEvent(new Event('ended'));
  });
  await ann.meeting.untilAnnounced(/Camera: now using/);
  await ben.meeting.untilTile('Ann', { camera: 'on' });
  await ben.meeting.waitForFrames(1);
});

/** Runs in the page: a voice that does not stop for breath, in place of the fake microphone's beeps. */
function hum() {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const media = await original(constraints);
    if (!constraints?.audio) return media;
    const context = new AudioContext();
    const voice = new OscillatorNode(context, { frequency: 220 });
    const output = context.createMediaStreamDestination();
    voice.connect(output);
    voice.start();
    return new MediaStream([...media.getVideoTracks(), ...output.stream.getTracks()]);
  };
}

test('who speaks while the microphone is off is told', async () => {
  const { page, meeting } = await stage.tab('muted', { script: hum });
  await meeting.join('Ann');
  await meeting.toggle('microphone');
  await meeting.untilNotice(/You are speaking/);
  await meeting.toggle('microphone');
  await until('the warning goes', () => meeting.notice(), (notice) => notice === '');
  await untilAttribute(page, '#microphone', 'aria-label', 'Microphone is on');
});

test('the microphone shows before the call that it hears, and who comes back need only press Enter', async () => {
  const { page, meeting } = await stage.tab('back');
  await until('the level moves', () => page.locator('#level').getAttribute('aria-valuenow'),
    (level) => Number(level) > 0);
  await page.click('#devices summary');
  await until('the devices are listed', () => page.locator('#devices-fields select[data-device]').count(),
    (count) => count === 3);
  await page.getByRole('button', { name: 'Play a test sound' }).click();
  await meeting.join('Ann');
  await meeting.reload();
  await until('the focus is on the button', () => page.evaluate(() => document.activeElement?.id),
    (id) => id === 'join-leave');
  await page.keyboard.press('Enter');
  await meeting.untilJoined();
  // The same button leaves now, which a second Enter, or the space bar to talk, must not press.
  await until('the focus is elsewhere', () => page.evaluate(() => document.activeElement?.id), (id) => id === 'stage');
});

test('one sees who is in the room before joining, and nobody sees that', async () => {
  const ann = await stage.tab('home view');
  /** @param {string} words */
  const untilPresent = (words) => until(`it says "${words}"`, () => ann.page.locator('#present').textContent(),
    (text) => text === words);
  await untilPresent('No one else is here yet.');
  const ben = await stage.inCall('home view', 'Ben');
  await untilPresent('Ben is here.');
  assert.deepEqual(await ben.meeting.tiles(), []);
  await ben.meeting.leave();
  await untilPresent('No one else is here yet.');
  await ann.meeting.join('Ann');
  await ann.meeting.untilStatus('1 participant online.');
});

test('the quality of a connection is told in a sentence, in figures and in plots', async () => {
  const { ann } = await stage.twoInCall('quality');
  await ann.page.keyboard.press('q');
  const ben = ann.page.locator('.quality', { hasText: 'Ben' });
  await ben.locator('.quality-row', { hasText: 'direct' }).waitFor();
  await ben.locator('.quality-row', { hasText: /Receiving[^–]*kbit/ }).waitFor();
  await until('a plot has a line', () => ben.locator('.plot path').first().getAttribute('d'),
    (path) => /L/.test(path ?? ''));
  await ben.locator('.quality-grade', { hasText: /^The connection / }).waitFor();
});

test('the status stands beside the bar or over it, and a menu stays in the window', async () => {
  const { page, meeting } = await stage.inCall('window', 'Ann');
  await meeting.untilStatus('1 participant online.');
  for (const [width, height] of [[320, 568], [768, 1024], [844, 390], [1024, 600], [1280, 800]]) {
    await page.setViewportSize({ width, height });
    const status = await page.evaluate(() => {
      const words = new Range();
      words.selectNodeContents(document.getElementById('status') ?? document.body);
      return words.getBoundingClientRect().toJSON();
    });
    const bar = await box(page, '#microphone');
    const size = `${width}x${height}`;
    assert.ok(status.right <= bar.x || status.bottom <= bar.y, `${size}: ${JSON.stringify([status, bar])}`);
    await page.click('#more');
    const close = await box(page, '#more-menu .dialog-head button');
    assert.ok(close.y >= 0 && close.y + close.height <= height, `${size}: ${JSON.stringify(close)}`);
    await page.keyboard.press('Escape');
  }
});

test('one click copies the link, without what concerns only oneself', async () => {
  const options = { permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 320, height: 568 } };
  const page = await stage.page(options);
  await page.goto(`${stage.server.url}/room/team%20room?lang=en#x`);
  await until('the name of the room is read to its end', () => page.evaluate(() => {
    const title = document.getElementById('room-title');
    return title?.textContent === 'team room' && title.scrollWidth <= title.clientWidth;
  }));
  await page.locator('#copy-link-label', { hasText: /./ }).waitFor();
  // The page itself watches: the words stand there for two seconds only.
  await page.evaluate(() => {
    const label = document.querySelector('#copy-link-label');
    if (!label) throw new Error('there is no label');
    new MutationObserver(() => {
      if (label.textContent === 'Copied') Object.assign(globalThis, { isCopied: true });
    }).observe(label, { childList: true });
  });
  await page.click('#copy-link');
  await until('it is copied', () => page.evaluate(() => Reflect.get(globalThis, 'isCopied')));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${stage.server.url}/room/team%20room`);
  await page.click('#show-qr');
  const code = page.getByRole('img', { name: 'QR code with the link to the room team room' });
  await until('the code can be scanned', () => code.boundingBox(), (box) => (box?.width ?? 0) > 100);
});

test('on a phone, upright or sideways, one enters a name and joins without scrolling', async () => {
  const { page } = await stage.tab('small');
  for (const [width, height] of [[320, 568], [390, 664], [844, 390], [667, 375], [568, 320]]) {
    await page.setViewportSize({ width, height });
    for (const id of ['name', 'microphone', 'camera', 'join-leave']) {
      await until(`one sees ${id} in ${width}x${height}`, () => page.evaluate((id) => {
        const element = document.getElementById(id);
        const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
        return document.elementFromPoint(x + width / 2, y + height - 2)?.closest(`#${id}`) === element;
      }, id));
    }
  }
});

test('on a phone held sideways one joins without scrolling below a message, too', async () => {
  const { page, meeting } = await stage.tab('sideways', {
    options: { viewport: { width: 844, height: 390 } },
    script: () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    },
  });
  await meeting.untilNotice(/are blocked/);
  await until('the button is on the screen', () => box(page, '#join-leave'), ({ y, height }) => y + height <= 390);
});

test('on a low screen the button to join stays in sight while one chooses devices', async () => {
  const { page } = await stage.tab('low', { options: { viewport: { width: 1366, height: 640 } } });
  await page.click('#devices summary');
  await page.locator('#devices-fields select').nth(2).waitFor();
  const { y, height } = await box(page, '#join-leave');
  assert.ok(y + height <= 640, `${y} + ${height}`);
});

test('on a phone what is said in passing is not over the button to copy the link', async () => {
  const { page } = await stage.inCall('passing', 'Ann');
  // The page itself looks: a message stands there for a few seconds only.
  await page.evaluate(() => {
    const [toasts, invitation] = ['toasts', 'invite'].map((id) => document.getElementById(id) ?? document.body);
    /** @type {{width: number, below: number, above: number}[]} */
    const seen = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const below = toasts.lastElementChild?.getBoundingClientRect().bottom;
      if (below) seen.push({ width: innerWidth, below, above: invitation.getBoundingClientRect().top });
    }).observe(toasts, { childList: true });
  });
  for (const [width, height] of [[320, 568], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.keyboard.press('k');
    await page.getByRole('switch', { name: 'Waiting room' }).click();
    await page.keyboard.press('Escape');
    const seen = await until(`a message is shown, ${width} wide`,
      () => page.evaluate(() => /** @type {{width: number, below: number, above: number}[]} */ (Reflect.get(globalThis, 'seen'))),
      (seen) => seen.some((one) => one.width === width));
    assert.ok(seen.every(({ below, above }) => below <= above), JSON.stringify(seen));
  }
});

test('on a phone the bar has five buttons at most, large enough, and the others behind "more"', async () => {
  const { page, meeting } = await stage.tab('phone', { options: { viewport: { width: 320, height: 640 } } });
  await meeting.join('Ann');
  const buttons = await page.locator('#controls > button:visible').all();
  assert.ok(buttons.length >= 4 && buttons.length <= 5, String(buttons.length));
  for (const button of buttons) {
    const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
    assert.ok(width >= 44 && height >= 44);
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await page.click('#more');
  await page.locator('#more-menu #people').click();
  await page.locator('.person').waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('#controls > #people').waitFor();
});
