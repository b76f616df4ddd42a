// The library's RTCPeerConnections, as a page notices them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';
import { SEED_ROOM, SeedPage, toSeedServer } from './support/seed_page.mjs';

/** @typedef {import('./support/library_page.mjs').LibraryPage} LibraryPage */
/** @typedef {'Chromium' | 'Firefox'} Browser */

const stage = new LibraryStage({ flags: toSeedServer });

/** Notes the connections that the page makes. @param {LibraryPage} page */
const watchConnections = (page) => page.run((page) => {
  page.connections = [];
  page.RTCPeerConnection = class extends page.RTCPeerConnection {
    /** @param {RTCConfiguration} configuration */
    constructor(configuration) {
      super(configuration);
      page.connections.push(this);
    }
  };
});

/** How many m-lines each of them has. @param {LibraryPage} page @returns {Promise<number[]>} */
const countMLines = (page) => page.run((page) => page.connections.map(
    (/** @type {RTCPeerConnection} */ { localDescription }) => localDescription?.sdp.match(/^m=/gm)?.length));

/**
 * Shares another screen, and no longer the one before; in the end it is the page's `shared`.
 * @param {LibraryPage} page @param {string} name @param {number} width
 */
const share = (page, name, width) => page.run(async (page, name, width) => {
  const { localParticipant } = page.room;
  if (page.shared) localParticipant.unpublishTrack(page.shared);
  page.shared = new page.Video.LocalVideoTrack(page.movingPicture(width, 160), { name });
  await localParticipant.publishTrack(page.shared);
}, name, width);

/** @param {LibraryPage} page */
const stopSharing = (page) => page.run((page) => {
  page.room.localParticipant.unpublishTrack(page.shared);
  page.shared.stop();
  page.shared = null;
});

/** Waits until the screen of that name is the only one, and moves. @param {LibraryPage} page @param {string} name @param {number} width */
const untilSeen = (page, name, width) => page.run(async (page, name, width) => {
  const screens = () => [...page.other().videoTracks.values()].filter(({ trackName }) => trackName !== 'camera');
  await page.until(() => screens().length === 1 && screens()[0].trackName === name && screens()[0].track, name);
  const element = document.body.appendChild(screens()[0].track.attach());
  const frames = () => element.mozPaintedFrames ?? element.getVideoPlaybackQuality().totalVideoFrames;
  const before = frames();
  await page.until(() => frames() > before + 3 && element.videoWidth === width, `${name} moves`);
  screens()[0].track.detach(element).remove();
}, name, width);

test('where the browser makes no connections, one is in the room all the same and may leave', async () => {
  const [ann, ben] = [await stage.open(), await stage.open()];
  await ann.join('Ann', { name: 'none', tracks: [] }, ['participantConnected', 'participantDisconnected']);
  await ben.run((page) => {
    page.tried = 0;
    page.RTCPeerConnection = class {
      constructor() {
        page.tried += 1;
        throw new Error('too many');
      }
    };
  });
  await ben.join('Ben', { name: 'none', tracks: [] });
  assert.equal(await ben.run((page) => page.other().identity), 'Ann');
  await ann.until((page) => page.heard.includes('participantConnected Ben'));
  await ben.until((page) => page.other().unreachable === 'no-answer');
  assert.ok(await ben.run((page) => page.tried) < 50, 'it is not tried for ever');
  await ben.run((page) => page.room.disconnect() && 'done');
  await ann.until((page) => page.heard.includes('participantDisconnected Ben'));
  for (const page of [ann, ben]) await page.close();
});

for (const browsers of /** @type {Browser[][]} */ ([['Chromium', 'Chromium'], ['Chromium', 'Firefox'], ['Firefox', 'Chromium']])) {
  test(`${browsers.join(' to ')}: a screen that is shared again and again takes one m-line`, async () => {
    const [ann, ben] = [await stage.open(browsers[0]), await stage.open(browsers[1])];
    for (const page of [ann, ben]) await watchConnections(page);
    const name = `shares ${browsers}`;
    await ann.run((page, name) => {
      const camera = new page.Video.LocalVideoTrack(page.movingPicture(), { name: 'camera' });
      return page.join({ identity: 'Ann', name, tracks: [camera] });
    }, name);
    await ben.join('Ben', { name, tracks: [] });
    for (let round = 1; round <= 20; ++round) {
      // Most follow one another at once, some after a while.
      await share(ann, `screen ${round}`, 240);
      if (round % 5 > 0) continue;
      await untilSeen(ben, `screen ${round}`, 240);
      // What is said of one is not said of the next.
      await ben.run((page, name) => {
        [...page.other().videoTracks.values()].find(({ trackName }) => trackName === name).track.switchOff();
      }, `screen ${round}`);
      await stopSharing(ann);
      await ben.until((page) => page.other().videoTracks.size === 1);
    }
    await share(ann, 'the last', 280);
    await untilSeen(ben, 'the last', 280);
    // Audio, for which there is always one, the camera and the screen.
    for (const page of [ann, ben]) assert.deepEqual(await countMLines(page), [3]);
    assert.equal(await ann.run((page) => page.room.state), 'connected');
    for (const page of [ann, ben]) await page.close();
  });
}

for (const browser of /** @type {Browser[]} */ (['Chromium', 'Firefox'])) {
  test(`${browser}: what is sent asks for silence to be left out, unless the page refuses; packets are marked where it asks`, async () => {
    const [ann, ben] = [await stage.open(browser), await stage.open()];
    for (const page of [ann, ben]) {
      await watchConnections(page);
      await page.run((page) => {
        page.received = [];
        page.WebSocket = class extends page.WebSocket {
          /** @param {string} url @param {string[]} protocols */
          constructor(url, protocols) {
            super(url, protocols);
            this.addEventListener('message', (/** @type {MessageEvent} */ { data }) => page.received.push(data));
          }
        };
        page.soundPriority = () => page.connections[0].getSenders()
          .find((/** @type {RTCRtpSender} */ { track }) => track?.kind === 'audio').getParameters().encodings[0].networkPriority;
      });
    }
    /** @param {LibraryPage} page @param {object} options */
    const enter = (page, options) => page.run((page, options) => {
      const tracks = [new page.Video.LocalAudioTrack(page.tone())];
      return page.join({ ...options, name: 'silence', tracks });
    }, options);
    await enter(ann, { identity: 'Ann', enableDscp: true });
    await enter(ben, { identity: 'Ben', preferredAudioCodecs: [{ codec: 'opus', dtx: false }] });
    for (const page of [ann, ben]) await page.until((page) => page.trackOf(page.other().audioTracks));
    /** @param {LibraryPage} page @param {'localDescription' | 'remoteDescription'} which @returns {Promise<string>} */
    const sdpOf = (page, which) => page.run((page, which) => page.connections[0][which].sdp, which);
    const asking = /^a=fmtp:\d+ .*usedtx=1/m;
    const received = await ben.run((page) => page.received.filter((/** @type {string} */ text) => text.includes('opus')));
    assert.ok(received.length > 0 && received.every((/** @type {string} */ text) => text.includes('usedtx=1')));
    // Each takes the other's description to say what its own page wants.
    assert.match(await sdpOf(ann, 'remoteDescription'), asking);
    assert.doesNotMatch(await sdpOf(ben, 'remoteDescription'), asking);
    // Firefox does not have it.
    if (browser === 'Chromium') await ann.until((page) => page.soundPriority() === 'high');
    assert.equal(await ben.run((page) => page.soundPriority()), 'low');
    for (const page of [ann, ben]) await page.close();
  });
}

test('a guest sees what is published again', async () => {
  const ann = await stage.open();
  await watchConnections(ann);
  await ann.join('Ann', { name: SEED_ROOM, tracks: [] });
  await share(ann, 'first', 320);
  const guest = await SeedPage.open(await stage.page(), 'The guest');
  await guest.untilReady();
  await guest.waitForFrames();
  for (let round = 1; round <= 20; ++round) {
    await stopSharing(ann);
    await share(ann, `screen ${round}`, 320);
    if (round % 10 === 0) await guest.waitForFrames();
  }
  assert.ok((await countMLines(ann)).every((lines) => lines <= 2));
  assert.equal(await ann.run((page) => page.room.state), 'connected');
});
