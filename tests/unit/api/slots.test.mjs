// What is shown of a track that arrives in a slot of an SFU's connection (PROTOCOL.md, "Large rooms").

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { MediaArrival } from '../../../client-wasm/platform/media_arrival.js';
import { enterWithBen } from './fake_client.mjs';
import { FakeTrack } from './fake_media.mjs';

/** What a blank track comes from. */
const blank = new FakeTrack('video', 'blank');
Reflect.set(globalThis, 'RTCPeerConnection', class {
  addTransceiver() {
    return { receiver: { track: blank } };
  }
});

/** @type {MediaArrival[]} */
const started = [];
afterEach(() => started.splice(0).forEach((arrival) => arrival.stop()));

/** Ann's room with Ben, whose camera comes in slot 5 of connection 3. @param {boolean} showsOther */
async function withSlot(showsOther) {
  const { client, room, ben } = await enterWithBen();
  const carried = new FakeTrack('video', 'slot 5');
  /** @type {(() => void)[]} */
  const arrivals = [];
  Object.assign(client.host, {
    isShared: () => true,
    showsOther: () => showsOther,
    remoteTrack: () => carried,
    /** @param {unknown} _1 @param {unknown} _2 @param {unknown} _3 @param {unknown} _4 @param {(track: FakeTrack) => void} show */
    awaitMedia: (_1, _2, _3, _4, show) => arrivals.push(() => show(carried)),
  });
  client.observer.trackPublished('PA1', 'MT1', 'video', 'camera', true, 'standard');
  client.observer.trackSubscribed('PA1', 'MT1', 3, '5');
  const track = ben.videoTracks.get('MT1')?.track;
  assert.ok(track);
  return { room, track, carried, arrivals };
}

test('a slot that has carried nothing yet is shown at once', async () => {
  const { room, track, carried, arrivals } = await withSlot(false);
  assert.equal(track.mediaStreamTrack, carried);
  arrivals[0]();
  assert.equal(track.mediaStreamTrack, carried);
  room.disconnect();
});

test('one that may still show somebody else is shown once the media is there', async () => {
  const { room, track, carried, arrivals } = await withSlot(true);
  assert.equal(track.mediaStreamTrack, blank);
  arrivals[0]();
  assert.equal(track.mediaStreamTrack, carried);
  room.disconnect();
});

test('the media region is the SFU while media comes from there', async () => {
  const { client, room, ben } = await enterWithBen();
  /** @type {unknown[]} */
  const heard = [];
  room.on('mediaRegionChanged', (region) => heard.push(region));
  Object.assign(client.host, { isShared: (/** @type {number} */ connection) => connection === 3, awaitMedia: () => {} });
  client.observer.trackPublished('PA1', 'MT1', 'video', 'camera', true, 'standard');
  client.observer.trackSubscribed('PA1', 'MT1', 1, '0');
  assert.equal(room.mediaRegion, null);
  client.observer.trackMoved('PA1', 'MT1', 3, '5');
  client.observer.trackMoved('PA1', 'MT1', 3, '6');
  assert.equal(room.mediaRegion, 'sfu');
  client.observer.trackMoved('PA1', 'MT1', 0, '');
  client.observer.trackMoved('PA1', 'MT1', 1, '0');
  assert.deepEqual(heard, ['sfu', null]);
  assert.ok(ben.videoTracks.get('MT1')?.track);
  room.disconnect();
});

test('a slot may show somebody else as soon as it has been waited for once', () => {
  const arrival = new MediaArrival(/** @type {any} */ ({ getStats: async () => new Map() }));
  started.push(arrival);
  assert.equal(arrival.isUsed('5'), false);
  arrival.wait('5', true, () => {});
  assert.equal(arrival.isUsed('5'), true);
  assert.equal(arrival.isUsed('6'), false);
  arrival.cancel('5');
  assert.equal(arrival.isUsed('5'), true);
});

test('what does not come is looked for less and less', async ({ mock }) => {
  let now = 0;
  /** @type {{ at: number, act: () => void } | undefined} */
  let timer;
  mock.method(performance, 'now', () => now);
  mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ act, /** @type {number} */ delay) => {
    timer = { at: now + delay, act };
  });
  mock.method(globalThis, 'clearTimeout', () => { timer = undefined; });
  let looks = 0;
  const getStats = async () => {
    looks += 1;
    return new Map();
  };
  const arrival = new MediaArrival(/** @type {any} */ ({ getStats }));
  const pass = async (/** @type {number} */ time) => {
    for (const end = now + time; now < end;) {
      now += 20;
      if (timer && timer.at <= now) {
        const { act } = timer;
        timer = undefined;
        act();
      }
      // The statistics come in a microtask of their own.
      for (let turn = 0; turn < 5; ++turn) await Promise.resolve();
    }
  };
  arrival.wait('5', true, () => {});
  await pass(1000);
  assert.ok(looks >= 20, `${looks} in the first second`);
  await pass(2000);
  looks = 0;
  await pass(2000);
  assert.ok(looks >= 4 && looks <= 5, `${looks} in two seconds, later`);
  arrival.wait('6', true, () => {});
  await pass(200);
  assert.ok(looks >= 8, 'another one is urgent again');
  arrival.stop();
  looks = 0;
  await pass(1000);
  assert.equal(looks, 0);
});
