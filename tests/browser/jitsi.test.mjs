// A page that was written for Jitsi's frame, with another domain.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import twilio from 'twilio';

import { atEnd } from './support/at_end.mjs';
import { launchChromium } from './support/chromium.mjs';
import { hostPage } from './support/host_page.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {[event: string, payload: any]} Told */

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
let origin = '';

/** As in the handbook: a script from the domain, a place, an object, and buttons for commands. */
const html = () => `<!doctype html><html lang="en"><title>A clinic</title><div id="meet"></div>
<button id="mute">Mute</button><button id="video">Video</button><button id="share">Share</button><button id="hangup">Leave</button>
<script src="${server.url}/external_api.js"></script>
<script>
  const told = [];
  window.loads = 0;
  function start(domain, options) {
    const parentNode = document.querySelector('#meet');
    const api = new JitsiMeetExternalAPI(domain, { width: 700, height: '400px', parentNode, onload: () => ++loads, ...options });
    for (const event of api.getSupportedEvents()) api.addListener(event, (payload) => told.push([event, payload]));
    document.querySelector('#mute').onclick = () => api.executeCommand('toggleAudio');
    document.querySelector('#video').onclick = () => api.executeCommands({ toggleVideo: [] });
    document.querySelector('#share').onclick = () => api.executeCommand('toggleShareScreen');
    document.querySelector('#hangup').onclick = () => api.executeCommand('hangup');
    api.on('readyToClose', () => { if (options.closes) api.dispose(); });
    window.api = api;
  }
</script>`;

before(async () => {
  origin = await hostPage(html);
  server = await Server.start({ args: ['--embed-origin', origin] });
  browser = await launchChromium();
});
atEnd(() => browser?.close());
atEnd(() => server?.stop());

/** Somebody opens the page. @param {object} options for JitsiMeetExternalAPI @param {Server} [at] */
async function open(options, at = server) {
  const page = await browser.newPage();
  await page.goto(origin);
  await page.evaluate(([domain, options]) => Reflect.get(globalThis, 'start')(domain, options),
    /** @type {const} */ ([new URL(at.url).host, options]));
  return page;
}

/** @param {Page} page @returns {Promise<Told[]>} */
const told = (page) => page.evaluate('told');

/**
 * The payload of the last such event, once there is one.
 * @param {Page} page
 * @param {string} event
 * @param {(payload: any) => boolean} [fits]
 */
async function untilTold(page, event, fits = () => true) {
  const find = (/** @type {Told[]} */ events) => events.findLast(([name, payload]) => name === event && fits(payload));
  const events = await until(`the page is told ${event}`, () => told(page), (all) => find(all) !== undefined);
  return find(events)?.[1];
}

const AT_ONCE = { prejoinConfig: { enabled: false } };

test("a page of Jitsi's joins, hears of others, switches, shares, hangs up and closes", async () => {
  const ann = await open({
    roomName: 'Visit 1', userInfo: { displayName: 'Ann' }, configOverwrite: { ...AT_ONCE, startWithVideoMuted: true }, closes: true,
  });
  const joined = await untilTold(ann, 'videoConferenceJoined');
  assert.deepEqual([joined.roomName, joined.displayName, typeof joined.id], ['Visit 1', 'Ann', 'string']);
  assert.deepEqual(await ann.evaluate(async () => {
    const api = Reflect.get(globalThis, 'api');
    const { width, height } = api.getIFrame().getBoundingClientRect();
    return [await api.isVideoMuted(), width, height, Reflect.get(globalThis, 'loads')];
  }), [true, 700, 400, 1]);

  const ben = await open({ roomName: 'Visit 1', userInfo: { displayName: 'Ben' }, configOverwrite: AT_ONCE });
  const { id } = await untilTold(ben, 'videoConferenceJoined');
  assert.deepEqual(await untilTold(ben, 'participantJoined'), { id: joined.id, displayName: 'Ann', formattedDisplayName: 'Ann' });
  assert.deepEqual(await untilTold(ann, 'participantJoined'), { id, displayName: 'Ben', formattedDisplayName: 'Ben' });
  assert.deepEqual(await ann.evaluate(([id]) => {
    const api = Reflect.get(globalThis, 'api');
    return [api.getNumberOfParticipants(), api.getDisplayName(id)];
  }, [id]), [2, 'Ben']);

  await until('her microphone is on', () => ann.evaluate('api.isAudioMuted()'), (muted) => muted === false);
  await ann.click('#mute');
  await untilTold(ann, 'audioMuteStatusChanged', ({ muted }) => muted);
  await ann.click('#video');
  await untilTold(ann, 'videoMuteStatusChanged', ({ muted }) => !muted);

  // The browser lets a frame ask for the screen only because of this press, of which the frame is told.
  await ann.click('#share');
  await untilTold(ann, 'screenSharingStatusChanged', ({ on }) => on);
  await ben.frames()[1].locator('.tile.is-screen').waitFor();
  await ann.click('#share');
  await untilTold(ann, 'screenSharingStatusChanged', ({ on }) => !on);
  await ben.frames()[1].locator('.tile.is-screen').waitFor({ state: 'detached' });

  await ann.click('#hangup');
  assert.deepEqual(await untilTold(ben, 'participantLeft'), { id: joined.id });
  await until('the frame is gone', () => ann.locator('iframe').count(), (frames) => frames === 0);
  const events = (await told(ann)).map(([event]) => event);
  assert.deepEqual(events.slice(-2), ['videoConferenceLeft', 'readyToClose']);
});

test('with the form before the call, a name that the page gives later is in it', async () => {
  const page = await open({ roomName: 'form', configOverwrite: { startWithAudioMuted: true } });
  await page.evaluate("api.executeCommand('displayName', 'Cleo')");
  const frame = page.frames()[1];
  const field = frame.locator('#name');
  await until('the name is in the form', () => field.inputValue(), (name) => name === 'Cleo');
  await frame.locator('#join-leave').click();
  assert.equal((await untilTold(page, 'videoConferenceJoined')).displayName, 'Cleo');
  assert.equal(await page.evaluate('api.isAudioMuted()'), true);
});

test('without the form, such a name comes in time', async () => {
  const page = await open({ roomName: 'no form', configOverwrite: { prejoinPageEnabled: false } });
  await page.evaluate("api.executeCommand('displayName', 'Dan')");
  assert.equal((await untilTold(page, 'videoConferenceJoined')).displayName, 'Dan');
});

test("a token of Parley's is the option jwt; without one a server that wants tokens lets nobody in", async () => {
  const [key, secret] = [`SK${'1'.repeat(32)}`, 'the secret of the first API key!'];
  const closed = await Server.start({ args: ['--embed-origin', origin, '--require-token', '--api-key', `${key}:${secret}`] });
  atEnd(() => closed.stop());
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(`AC${'a'.repeat(32)}`, key, secret, { identity: 'Dr Eve' });
  token.addGrant(new AccessToken.VideoGrant({ room: 'Visit 2' }));
  const options = { roomName: 'Visit 2', noSSL: true, userInfo: { displayName: 'Eve' }, configOverwrite: AT_ONCE };
  const doctor = await open({ ...options, jwt: token.toJwt() }, closed);
  assert.equal((await untilTold(doctor, 'videoConferenceJoined')).displayName, 'Dr Eve');
  const stranger = await open(options, closed);
  const { type, name } = await untilTold(stranger, 'errorOccurred');
  assert.deepEqual([type, name], ['CONFERENCE', 'token-required']);
});

test('a command that is not there is told to the developer; one before the call hangs up', async () => {
  const page = await open({ roomName: 'early' });
  const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
  await page.evaluate("api.executeCommand('toggleTileView')");
  assert.match((await warned).text(), /no command "toggleTileView"/);
  await page.click('#hangup');
  assert.deepEqual(await untilTold(page, 'readyToClose'), {});
});

test('a server that is not there is an error that the page is told', async () => {
  const page = await browser.newPage();
  await page.goto(origin);
  await page.evaluate("start('127.0.0.1:9', { roomName: 'nowhere', noSSL: true })");
  const { type, name, isFatal } = await untilTold(page, 'errorOccurred');
  assert.deepEqual([type, name, isFatal], ['CONNECTION', 'unreachable', true]);
});
