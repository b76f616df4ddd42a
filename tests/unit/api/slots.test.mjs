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
