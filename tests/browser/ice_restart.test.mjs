// The network changes while a camera is being added: ICE is restarted, by one side or by both, in the
// midst of offers that have a new track in them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Meeting } from './support/meeting.mjs';
import { Stage } from './support/stage.mjs';

const ROUNDS = Number(process.env.ICE_RESTART_ROUNDS ?? 3);

const stage = new Stage();

/** Runs in the page before its scripts: the camera is busy at first; restarts are counted. */
function prepare() {
  let isBusy = true;
  Reflect.set(globalThis, 'freeCamera', () => (isBusy = false));
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    if (isBusy && constraints?.video) throw new DOMException('for the test', 'NotReadableError');
    return getUserMedia(constraints);
  };

  let restarts = 0;
  Reflect.set(globalThis, 'countIceRestarts', () => restarts);
  const { restartIce } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.restartIce = function () {
    ++restarts;
    restartIce.call(this);
  };
}

/** @type {[string, string[]][]} */
const changes = [
  ['one side', ['Ann']],
  ['the other side', ['Ben']],
  ['both sides', ['Ann', 'Ben']],
];
for (const [where, names] of changes) {
  test(`ICE restarts on ${where} while a camera is added, and again`, async () => {
    const network = await stage.network({ delay: 10, jitter: 20 });
    const ben = await stage.enter(where, network);
    await ben.join('Ben');
    const page = await stage.page();
    await page.addInitScript(prepare);
    const ann = await Meeting.open(page, network.url, where);
    await ann.join('Ann');
    await ben.untilTile('Ann', { camera: 'off', microphone: 'on' });
    await ann.waitForFrames(1);

    const movers = [ann, ben].filter(({ name }) => names.includes(name));
    const changeNetworks = () => movers.map((meeting) => meeting.networkChanged());
    const untilMediaIsThere = async () => {
      await ben.untilTile('Ann', { camera: 'on' });
      await ann.waitForFrames(1);
      await ben.waitForFrames(1);
    };
    await page.evaluate(() => Reflect.get(globalThis, 'freeCamera')());
    await Promise.all([ann.toggle('camera'), ...changeNetworks()]);
    await untilMediaIsThere();
    for (let round = 1; round <= ROUNDS; ++round) {
      await Promise.all([ann.toggle('camera'), ...changeNetworks()]);
      await ben.untilTile('Ann', { camera: 'off' });
      await Promise.all([ann.toggle('camera'), ...changeNetworks()]);
      await untilMediaIsThere();
    }
    const restarts = await page.evaluate(() => Reflect.get(globalThis, 'countIceRestarts')());
    if (names.includes('Ann')) assert.ok(restarts > 0);
    assert.deepEqual(stage.complaints, []);
  });
}
