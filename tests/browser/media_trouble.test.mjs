// What goes wrong with picture and sound without anybody's doing, and what is begun twice.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Stage } from './support/stage.mjs';
import { until } from './support/until.mjs';

/** Another site, that has a meeting in a frame. */
const SHOP = 'http://shop.localhost';

// The last of two flags holds: here nobody is spared what the browser does to a page that nobody has touched.
const stage = new Stage({
  args: ['--embed-origin', SHOP],
  flags: () => ['--autoplay-policy=document-user-activation-required'],
});

/** @typedef {import('playwright-core').Page} Page */

/** Runs in the page: its devices can be silenced, as the system does it. */
function silenceable() {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  /** @type {MediaStreamTrack[]} */
  const granted = [];
  mediaDevices.getUserMedia = async (constraints) => {
    const media = await ask(constraints);
    granted.push(...media.getTracks());
    return media;
  };
  Object.assign(globalThis, {
    silence(/** @type {string} */ kind, /** @type {boolean} */ isMuted) {
      for (const track of granted.filter((one) => one.kind === kind)) {
        Object.defineProperty(track, 'muted', { value: isMuted, configurable: true });
        track.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
      }
    },
  });
}

/** @param {Page} page @param {'audio' | 'video'} kind @param {boolean} isMuted */
const silence = (page, kind, isMuted) =>
  page.evaluate(([kind, isMuted]) => Reflect.get(globalThis, 'silence')(kind, isMuted), /** @type {const} */ ([kind, isMuted]));

test('whom the system has muted is told so, until it is over', async () => {
  const { page, meeting } = await stage.tab('muted by the system', { script: silenceable });
  await meeting.join('Ann');
  await silence(page, 'audio', true);
  await meeting.untilNotice(/Nobody can hear you: the system/);
  await silence(page, 'video', true);
  await meeting.untilNotice(/Nobody can see you: the system/);
  await silence(page, 'audio', false);
  await until('it is said no more of the microphone', () => meeting.notice(), (notice) => !/hear you/.test(notice));
  // Whoever switches it off knows that nobody sees them.
  await meeting.toggle('camera');
  await until('nothing is said', () => meeting.notice(), (notice) => notice === '');
});

/** Runs in the page: screens to share, each given when the test says so. */
function screens() {
  /** @type {MediaStreamTrack[]} */
  const captured = [];
  /** @type {(() => void)[]} */
  const questions = [];
  Object.assign(globalThis, { captured, questions });
  navigator.mediaDevices.getDisplayMedia = async () => {
    await /** @type {Promise<void>} */ (new Promise((resolve) => questions.push(resolve)));
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    setInterval(() => context?.fillRect(0, 0, performance.now() % canvas.width, canvas.height), 50);
    const media = canvas.captureStream(20);
    captured.push(...media.getTracks());
    return media;
  };
}

/** Answers every question for a screen that there is, with yes. @param {Page} page */
const acceptAll = (page) => page.evaluate(() => {
  for (const accept of Reflect.get(globalThis, 'questions').splice(0)) accept();
});

/** How many screens are captured. @param {Page} page */
const capturing = (page) => page.evaluate(() => /** @type {MediaStreamTrack[]} */ (Reflect.get(globalThis, 'captured'))
  .filter(({ readyState }) => readyState === 'live').length);

test('a double click shares one screen, which one click stops', async () => {
  const ann = await stage.tab('twice', { script: screens });
  await ann.meeting.join('Ann');
  const ben = await stage.inCall('twice', 'Ben');
  const screen = ben.page.locator('.tile.is-screen');
  await ann.page.dblclick('#share-screen');
  await acceptAll(ann.page);
  await screen.waitFor();
  assert.equal(await capturing(ann.page), 1);
  await ann.page.click('#share-screen');
  await screen.waitFor({ state: 'detached' });
  assert.equal(await capturing(ann.page), 0);
  // It was under way, and is over: the next one can begin.
  await ann.page.click('#share-screen');
  await acceptAll(ann.page);
  await screen.waitFor();
});

test('a screen that was asked for in a call is not shown in the next one', async () => {
  const { page, meeting } = await stage.tab('late answer', { script: screens });
  await meeting.join('Ann');
  await page.click('#share-screen');
  await meeting.leave();
  await meeting.join('Ann');
  await acceptAll(page);
  await until('nothing is captured', async () => ({
    count: await page.evaluate(() => Reflect.get(globalThis, 'captured').length), now: await capturing(page),
  }), ({ count, now }) => count === 1 && now === 0);
  assert.equal(await page.locator('#share-screen').getAttribute('aria-pressed'), 'false');
});

test('a screen that the system or the page around refuses is told of; a person who thinks better of it knows', async () => {
  const { page, meeting } = await stage.tab('refused', {
    script: () => {
      navigator.mediaDevices.getDisplayMedia = async () => {
        throw new DOMException(Reflect.get(globalThis, 'refusal'), 'NotAllowedError');
      };
    },
  });
  await meeting.join('Ann');
  /** @type {[string, RegExp][]} */
  const refusals = [
    ['Permission denied by system', /The system does not let this browser record the screen/],
    ['Permission denied by user', /^$/],
    ['Access to the feature "display-capture" is disallowed by permissions policy.', /does not let it share the screen/],
  ];
  for (const [words, told] of refusals) {
    await page.evaluate((words) => Object.assign(globalThis, { refusal: words }), words);
    await page.click('#share-screen');
    await meeting.untilNotice(told);
  }
});

test('in a frame that does not allow devices the page around is named, not the browser', async () => {
  const page = await stage.page();
  await page.route(`${SHOP}/`, (route) => route.fulfill({
    contentType: 'text/html',
    body: `<iframe width="1000" height="700" src="${stage.server.url}/room/framed?embed"></iframe>`,
  }));
  await page.goto(`${SHOP}/`);
  const frame = page.frameLocator('iframe');
  await frame.locator('#notice', { hasText: 'The page that embeds this meeting does not let it use camera and microphone' }).waitFor();
  assert.equal(await frame.getByRole('button', { name: 'How?' }).count(), 0);
  await frame.locator('#name').fill('Ann');
  await frame.locator('#join-leave').click();
  await frame.locator('#share-screen').click();
  await frame.locator('#notice', { hasText: 'does not let it share the screen' }).waitFor();
});

test('who joins without having touched the page is told why there is no sound, and hears at the first click', async () => {
  await stage.inCall('no sound', 'Ben');
  const page = await stage.page();
  // What the test itself asks a page would count as the person's doing; the page tells by itself.
  await page.addInitScript(() => {
    // A page that has a microphone may play.
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    addEventListener('load', () => {
      new MutationObserver(() => {
        const button = document.querySelector('#join-leave');
        if (document.body.dataset.phase === 'ready' && button instanceof HTMLButtonElement && !button.disabled) {
          const name = document.querySelector('#name');
          if (name instanceof HTMLInputElement) name.value = 'Ann';
          document.querySelector('form')?.requestSubmit();
        }
        console.log(`notice: ${document.querySelector('#notice')?.textContent}`);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  });
  const told = page.waitForEvent('console', (message) => /is not playing any sound yet/.test(message.text()));
  await page.goto(`${stage.server.url}/room/no%20sound`);
  await told;
  const isPlaying = () => page.locator('#tiles audio').evaluateAll((elements) => elements.length > 0 &&
    elements.every((element) => !(/** @type {HTMLAudioElement} */ (element).paused)));
  await page.mouse.click(5, 300);
  await until('Ben is heard', isPlaying);
  await until('the message goes', () => page.locator('#notice').textContent(),
    (text) => !/is not playing any sound/.test(text ?? ''));
});

test('the screen may go dark after the call, also when one leaves while that is being forbidden', async () => {
  const { page, meeting } = await stage.tab('wake lock', {
    script: () => {
      const locks = { held: 0 };
      /** @type {(() => void)[]} */
      const questions = [];
      Object.assign(globalThis, { locks, questions });
      Object.defineProperty(navigator, 'wakeLock', {
        value: {
          async request() {
            await /** @type {Promise<void>} */ (new Promise((resolve) => questions.push(resolve)));
            ++locks.held;
            return {
              released: false,
              async release() {
                if (!this.released) --locks.held;
                this.released = true;
              },
            };
          },
        },
      });
    },
  });
  await meeting.join('Ann');
  await until('it is asked for', () => page.evaluate(() => Reflect.get(globalThis, 'questions').length), (count) => count === 1);
  await meeting.leave();
  await page.evaluate(() => Reflect.get(globalThis, 'questions')[0]());
  await until('nothing is held', () => page.evaluate(() => new Promise((resolve) => {
    // After everything that the answer has set going.
    setTimeout(() => resolve(Reflect.get(globalThis, 'locks').held));
  })), (held) => held === 0);
});

test('a double click on "Join call" joins, and one on "Leave call" leaves', async () => {
  const { page, meeting } = await stage.tab('double');
  await page.fill('#name', 'Ann');
  await page.dblclick('#join-leave');
  await meeting.untilJoined();
  await meeting.untilStatus('1 participant online.');
  await page.dblclick('#join-leave');
  await meeting.untilStatus('Disconnected.');
  assert.equal(await meeting.button(), 'Join call');
});
