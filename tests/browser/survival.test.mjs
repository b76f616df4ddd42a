// A call outlives its connection to the server: media goes on, everyone stays who they are, and nobody
// has to do anything.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { RECONNECTING } from './support/call_watch.mjs';
import { Figures } from './support/figures.mjs';
import { Stage } from './support/stage.mjs';
import { PATIENCE_MS } from './support/until.mjs';
import { online, WatchedCall } from './support/watched_call.mjs';

const CUTS = Number(process.env.SURVIVAL_CUTS ?? 5);
const RESTARTS = Number(process.env.SURVIVAL_RESTARTS ?? 2);

/** Enough to see that media goes on. */
const SOME_FRAMES = 10;
/** The server keeps a lost participant's place for so long. */
const RESUME_WINDOW_MS = 30_000;
const MORE_THAN_A_HELLO_MAY_TAKE_MS = 2_500;
/** A connection that has silently ended is found out by then. */
const SILENCE_FOUND_MS = 15_000;

const stage = new Stage();

afterEach(() => {
  // Of a socket that is lost the browser itself complains.
  const complaints = stage.complaints.filter((text) => !text.startsWith('WebSocket connection to'));
  assert.deepEqual(complaints, []);
});

/** @typedef {import('./support/watched_call.mjs').Participant} Participant */

test('cut connections come back at once', async (context) => {
  const call = await WatchedCall.hold(stage, 'cut', ['Ann', 'Ben']);
  const [ann, ben] = call.participants;
  const ids = await call.ids();
  const figures = new Figures();
  for (let round = 1; round <= CUTS; ++round) {
    for (const lost of [[ann, ben], [ann], [ben]]) {
      await call.restartWatches();
      const cutAt = Date.now();
      for (const { network } of lost) network.cut();
      for (const { watch } of lost) figures.add('back', (await watch.untilBack(online(2))) - cutAt);
      await call.untilComplete();
      await call.untilMoved(SOME_FRAMES);
      assert.deepEqual(await call.ids(), ids, `cut ${round}`);
      figures.add('longest pause of a picture', await call.longestPause());
    }
  }
  context.diagnostic(`${figures}`);
});

test('during an outage media goes on, and what was done meanwhile arrives after', async (context) => {
  const call = await WatchedCall.hold(stage, 'outage', ['Ann', 'Ben']);
  const [ann, ben] = call.participants;
  const ids = await call.ids();
  const figures = new Figures();
  for (let round = 1; round <= CUTS; ++round) {
    // As seen by Ben; Ann switches it while she cannot tell.
    const [before, after] = round % 2 === 1 ? ['on', 'off'] : ['off', 'on'];
    // Sometimes it is one's own network, sometimes everyone's.
    const lost = round % 3 === 0 ? [ann] : [ann, ben];
    await ben.meeting.untilTile('Ann', { microphone: before });
    await call.restartWatches();
    for (const { network } of lost) {
      network.set('refuse');
      network.cut();
    }
    for (const { watch } of lost) await watch.untilReconnecting();
    if (!lost.includes(ben)) await ben.meeting.untilTile('Ann', { connection: RECONNECTING });
    await ann.meeting.toggle('microphone');
    await call.untilMoved(SOME_FRAMES);
    await ben.meeting.untilTile('Ann', { microphone: before });

    const passesAt = Date.now();
    for (const { network } of lost) network.set('pass');
    // Every other time Ann's browser knows of it.
    const told = round % 2 === 0 ? [ann] : [];
    for (const { meeting } of told) await meeting.networkChanged();
    for (const participant of lost) {
      const took = (await participant.watch.untilBack(online(2))) - passesAt;
      figures.add(told.includes(participant) ? 'back, told by the browser' : 'back', took);
    }
    await ben.meeting.untilTile('Ann', { microphone: after, connection: '' });
    await call.untilComplete();
    await call.untilMoved(SOME_FRAMES);
    assert.deepEqual(await call.ids(), ids, `outage ${round}`);
    figures.add('longest pause of a picture', await call.longestPause());
  }
  context.diagnostic(`${figures}`);
});

test('a network that is silently gone is found out, and one comes back with it', async (context) => {
  const call = await WatchedCall.hold(stage, 'silent', ['Ann', 'Ben']);
  const [ann, ben] = call.participants;
  const ids = await call.ids();
  const figures = new Figures();
  await call.restartWatches();
  const attempts = call.attempts();
  const goneAt = Date.now();
  for (const { network } of call.participants) network.set('black hole');
  await Promise.all(
    [ann, ben].map(async ({ watch }) => {
      await watch.untilReconnecting();
      const took = Date.now() - goneAt;
      figures.add('found out', took);
      assert.ok(took < SILENCE_FOUND_MS, `found out after ${took} ms`);
    }),
  );
  await call.untilMoved(SOME_FRAMES);
  // A first attempt to come back is under way, and will get no answer either.
  await call.untilAttempted(attempts, 1);

  const backAt = Date.now();
  for (const { network } of call.participants) network.set('pass');
  // Only Ann's browser knows of it.
  await ann.meeting.networkChanged();
  figures.add('back, told by the browser', (await ann.watch.untilBack(online(2))) - backAt);
  figures.add('back', (await ben.watch.untilBack(online(2))) - backAt);
  await call.untilComplete();
  await call.untilMoved(SOME_FRAMES);
  assert.deepEqual(await call.ids(), ids);
  figures.add('longest pause of a picture', await call.longestPause());
  context.diagnostic(`${figures}`);
});

test('a server that is hardly reached for a while is no end of the call', async () => {
  const call = await WatchedCall.hold(stage, 'slow', ['Ann', 'Ben']);
  const ids = await call.ids();
  await call.restartWatches();
  const attempts = call.attempts();
  for (const { network } of call.participants) {
    network.toServer = { delay: MORE_THAN_A_HELLO_MAY_TAKE_MS, jitter: 0 };
    network.cut();
  }
  await call.untilAttempted(attempts, 2);
  for (const { network } of call.participants) network.toServer = { delay: 0, jitter: 0 };
  for (const { watch } of call.participants) await watch.untilBack(online(2));
  await call.untilMoved(SOME_FRAMES);
  assert.deepEqual(await call.ids(), ids);
});

for (const how of /** @type {const} */ (['stopped', 'killed'])) {
  test(`a call of three survives a server that is ${how} and started again`, async (context) => {
    const call = await WatchedCall.hold(stage, how, ['Ann', 'Ben', 'Cleo']);
    const ids = await call.ids();
    const figures = new Figures();
    for (let round = 1; round <= RESTARTS; ++round) {
      await call.restartWatches();
      await stage.loseServer(how);
      for (const { watch } of call.participants) await watch.untilReconnecting();
      await call.untilMoved(SOME_FRAMES);
      await stage.restartServer();
      const restartedAt = Date.now();
      for (const { watch } of call.participants) {
        figures.add('back', (await watch.untilBack(online(3))) - restartedAt);
      }
      await call.untilComplete();
      await call.untilMoved(SOME_FRAMES);
      assert.deepEqual(await call.ids(), ids, `restart ${round}`);
      figures.add('longest pause of a picture', await call.longestPause());
    }
    context.diagnostic(`${figures}`);
  });
}

test('who is away too long is gone for the others, and then comes back as new', async (context) => {
  const call = await WatchedCall.hold(stage, 'window', ['Ann', 'Ben']);
  const [ann, ben] = call.participants;
  const ids = await call.ids();
  const lostAt = performance.now();
  ben.network.set('refuse');
  ben.network.cut();
  await ann.meeting.untilTile('Ben', { connection: RECONNECTING });
  await ann.meeting.untilOthersAre([], RESUME_WINDOW_MS + PATIENCE_MS);
  const took = performance.now() - lostAt;
  context.diagnostic(`gone after ${took} ms`);
  // The server counts whole ones.
  assert.ok(took > RESUME_WINDOW_MS - 1);
  await ann.meeting.untilStatus('1 participant online.');

  ben.network.set('pass');
  await ben.meeting.networkChanged();
  await ben.meeting.untilStatus(online(2));
  await call.untilComplete();
  await call.untilMoved(SOME_FRAMES);
  assert.notDeepEqual(await call.ids(), ids);
});

/** @type {[string, (leaver: Participant) => Promise<void>][]} */
const departures = [
  ['closes the tab', ({ meeting }) => meeting.close()],
  ['goes to another page', ({ meeting }) => meeting.navigate(stage.server.url)],
  ['reloads', ({ meeting }) => meeting.reload()],
];
for (const [what, leave] of departures) {
  test(`one who ${what} is seen leaving at once`, async (context) => {
    const call = await WatchedCall.hold(stage, what, ['Ann', 'Ben']);
    const [ann, ben] = call.participants;
    const leftAt = performance.now();
    await leave(ben);
    await ann.meeting.untilOthersAre([]);
    const took = performance.now() - leftAt;
    context.diagnostic(`seen after ${took} ms`);
    assert.ok(took < RESUME_WINDOW_MS, 'not only after the time one may take to come back');
  });
}
