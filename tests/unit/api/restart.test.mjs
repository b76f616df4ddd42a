// Taking a device again, which may take as long as a person needs to answer.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { LocalVideoTrack } from '../../../client-wasm/api/local_video_track.js';
import { enterWithBen } from './fake_client.mjs';
import { asTrack, FakeStream, FakeTrack, installFakeMedia } from './fake_media.mjs';

installFakeMedia();

const { navigator } = globalThis;
/** Each answers one question for a camera. @type {((stream: FakeStream) => void)[]} */
let questions = [];
/** Each refuses one. @type {((error: Error) => void)[]} */
let refusals = [];

beforeEach(() => {
  questions = [];
  refusals = [];
  const getUserMedia = () => new Promise((resolve, reject) => {
    questions.push(resolve);
    refusals.push(reject);
  });
  define({ mediaDevices: { getUserMedia } });
});

afterEach(() => define(navigator));

/** @param {unknown} value */
function define(value) {
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
}

/** @param {number} question @param {string} id */
function grant(question, id) {
  const device = new FakeTrack('video', id);
  questions[question](new FakeStream([device]));
  return device;
}

test('restart() goes on with another device, disabled as before', async () => {
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
  /** @type {string[]} */
  const heard = [];
  track.on('stopped', () => heard.push('stopped')).on('started', () => heard.push('started'));
  await Promise.resolve();
  const restarting = track.disable().restart();
  const device = grant(0, 'new');
  await restarting;
  assert.equal(track.mediaStreamTrack, device);
  assert.deepEqual([track.isStopped, track.isEnabled, device.readyState], [false, false, 'live']);
  assert.deepEqual(heard, ['started', 'stopped', 'started']);
});

test('stop() while the browser asks holds: the device that is granted then is let go', async () => {
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
  const restarting = track.restart();
  track.stop();
  const device = grant(0, 'new');
  await restarting;
  assert.equal(device.readyState, 'ended');
  assert.equal(track.isStopped, true);
});

test('of two restarts at once the later one holds, in whichever order they are answered', async () => {
  for (const order of [[0, 1], [1, 0]]) {
    questions = [];
    const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
    const restarting = [track.restart(), track.restart()];
    const devices = order.map((question) => grant(question, `${question}`));
    await Promise.all(restarting);
    assert.equal(track.mediaStreamTrack.id, '1');
    assert.equal(track.isStopped, false);
    assert.deepEqual(devices.filter(({ readyState }) => readyState === 'live').map(({ id }) => id), ['1']);
  }
});

test('a restart that was overtaken does not fail: it is the later one that counts', async () => {
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
  const restarting = [track.restart(), track.restart()];
  refusals[0](new DOMException('', 'OverconstrainedError'));
  await restarting[0];
  grant(1, 'new');
  await restarting[1];
  assert.equal(track.mediaStreamTrack.id, 'new');
  const failing = track.restart();
  refusals[2](new DOMException('', 'NotFoundError'));
  await assert.rejects(failing, { name: 'NotFoundError' });
});

test('what is said when restart() tells that it has stopped counts', async () => {
  const track = new LocalVideoTrack(asTrack(new FakeTrack('video')));
  /** @type {Promise<void> | undefined} */
  let inner;
  track.once('stopped', () => {
    inner = track.restart({ width: 320 });
  });
  await track.restart({ width: 640 });
  assert.equal(questions.length, 1);
  grant(0, 'inner');
  await inner;
  assert.deepEqual([track.mediaStreamTrack.id, track.isStopped], ['inner', false]);
  track.once('stopped', () => track.stop());
  await track.restart();
  assert.deepEqual([questions.length, track.isStopped], [1, true]);
});

test('refreshInactiveMedia() takes a camera again that the browser has silenced', async () => {
  const silenced = new FakeTrack('video');
  const track = new LocalVideoTrack(asTrack(silenced));
  const { room } = await enterWithBen([track]);
  room.refreshInactiveMedia();
  assert.equal(questions.length, 0);
  silenced.muted = true;
  room.refreshInactiveMedia();
  const restarted = new Promise((resolve) => track.once('started', resolve));
  const device = grant(0, 'new');
  await restarted;
  assert.equal(track.mediaStreamTrack, device);
});

test('refreshInactiveMedia() does not switch on a camera that its page has stopped, silenced or not', async () => {
  const silenced = new FakeTrack('video');
  silenced.muted = true;
  const track = new LocalVideoTrack(asTrack(silenced));
  const { room } = await enterWithBen([track]);
  track.stop();
  room.refreshInactiveMedia();
  assert.equal(questions.length, 0);
});

test('refreshInactiveMedia() does not show the camera in place of a screen', async () => {
  const screen = Object.assign(new FakeTrack('video'), { muted: true, getSettings: () => ({ displaySurface: 'window' }) });
  const { room } = await enterWithBen([new LocalVideoTrack(asTrack(screen))]);
  room.refreshInactiveMedia();
  assert.equal(questions.length, 0);
});
