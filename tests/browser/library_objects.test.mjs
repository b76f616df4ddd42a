// Every object is let go of: a page that makes and ends calls all day does not grow.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LibraryStage } from './support/library_page.mjs';

const CALLS = 200;
const AT_A_TIME = 10;

// More than anyone joins in a minute.
const stage = new LibraryStage({ args: ['--joins-per-minute', '1000'] });

test(`${CALLS} calls leave nothing behind`, async () => {
  const page = await stage.open();
  const result = await page.run(async (page, calls, atATime) => {
    const picture = page.movingPicture(160, 120);
    /** @param {string} name */
    const holdCall = async (name) => {
      const enter = (/** @type {string} */ identity) => page.Video.connect('', {
        name, identity, tracks: [picture.clone(), new page.Video.LocalDataTrack({ name: 'chat' })],
        dominantSpeaker: true, networkQuality: { local: 1, remote: 1 },
      });
      const rooms = [await enter('Ann'), await enter('Ben')];
      const received = (/** @type {any} */ room) => [...room.participants.values()].some((one) =>
        [...one.tracks.values()].filter((/** @type {any} */ { isSubscribed }) => isSubscribed).length === 2);
      await page.until(() => rooms.every(received));
      for (const room of rooms) {
        for (const { track } of room.localParticipant.videoTracks.values()) track.stop();
        room.disconnect();
      }
    };
    const most = { clients: 0, connections: 0 };
    for (let held = 0; held < calls; held += atATime) {
      const batch = Array.from({ length: atATime }, (_, index) => holdCall(`call ${held + index}`));
      await Promise.race(batch);
      const { clients, connections } = await page.Parley.liveObjects();
      most.clients = Math.max(most.clients, clients);
      most.connections = Math.max(most.connections, connections);
      await Promise.all(batch);
    }
    await page.until(async () => (await page.Parley.liveObjects()).clients === 0);
    return { most, left: await page.Parley.liveObjects() };
  }, CALLS, AT_A_TIME);
  assert.ok(result.most.clients > 0 && result.most.connections > 0, 'nothing was counted');
  assert.deepEqual(result.left, { clients: 0, connections: 0 });
});

test('what is held is counted, one by one', async () => {
  const page = await stage.open();
  const counts = await page.run(async (page) => {
    const counts = [await page.Parley.liveObjects()];
    /** @type {any[]} */
    const rooms = [];
    for (const identity of ['Ann', 'Ben', 'Cleo']) {
      rooms.push(await page.Video.connect('', { name: 'counted', identity, tracks: [new page.Video.LocalDataTrack()] }));
    }
    await page.until(() => rooms.every(({ participants }) =>
      [...participants.values()].filter(({ dataTracks }) => page.trackOf(dataTracks)).length === 2));
    for (const room of rooms) {
      counts.push(await page.Parley.liveObjects());
      room.disconnect();
      const left = rooms.length - rooms.indexOf(room) - 1;
      await page.until(async () => (await page.Parley.liveObjects()).clients === left &&
        rooms.filter(({ state }) => state === 'connected').every(({ participants }) => participants.size === left - 1));
    }
    counts.push(await page.Parley.liveObjects());
    return counts;
  });
  assert.deepEqual(counts, [
    { clients: 0, connections: 0 },
    { clients: 3, connections: 6 },
    { clients: 2, connections: 2 },
    { clients: 1, connections: 0 },
    { clients: 0, connections: 0 },
  ]);
});

test('who is refused, gives up or is lost leaves nothing behind either', async () => {
  const page = await stage.open();
  const left = await page.run(async (page) => {
    const attempts = [
      page.Video.connect('', { name: '..', identity: 'Ann', tracks: [] }),
      page.Video.connect('', { name: 'x'.repeat(200), identity: 'Ann', tracks: [] }),
      page.Video.connect('no token', { name: 'objects', identity: 'Ann', tracks: [] }),
      page.Video.connect('', { name: 'objects', identity: 'Ann', tracks: [], server: 'http://localhost:1' }),
    ];
    const cancelled = page.Video.connect('', { name: 'objects', identity: 'Ann', tracks: [] });
    setTimeout(() => cancelled.cancel(), 20);
    await Promise.allSettled([...attempts, cancelled]);
    for (const attempt of [...attempts, cancelled]) {
      attempt.then((/** @type {any} */ room) => room.disconnect(), () => {});
    }
    await page.until(async () => (await page.Parley.liveObjects()).clients === 0);
    return page.Parley.liveObjects();
  });
  assert.deepEqual(left, { clients: 0, connections: 0 });
});
