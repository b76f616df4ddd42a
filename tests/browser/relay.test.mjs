// Calls over a real TURN server, coturn.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { atEnd } from './support/at_end.mjs';
import { configurations, receivedTexts, selectedPairs, watchConnections } from './support/connection_watch.mjs';
import { Meeting } from './support/meeting.mjs';
import { Server } from './support/server.mjs';
import { Stage } from './support/stage.mjs';
import { TurnServer } from './support/turn_server.mjs';
import { until } from './support/until.mjs';

const NO_RELAY = 'No connection. A firewall is in between, and nothing that leads around it can be reached: try another ' +
  'network, or tell whoever runs this server.';

const SECRET = 'a secret of the tests';
const turn = await TurnServer.start(SECRET);
atEnd(() => turn.stop());

const stage = new Stage({ args: relayOnly(SECRET, ['--public-metrics']) });

/** @param {string} secret @param {string[]} [more] */
function relayOnly(secret, more = []) {
  return ['--relay-only', '--ice-servers', turn.url, '--turn-secret', secret, ...more];
}

/** @param {string} room @param {string} name @param {{url: string}} [server] */
async function join(room, name, server = stage.server) {
  const page = await stage.page();
  await watchConnections(page);
  const meeting = await Meeting.open(page, server.url, room);
  await meeting.join(name);
  return { page, meeting };
}

/** Waits until there is one connection, and that sends from relay to relay. @param {import('playwright-core').Page} page */
const untilRelayed = (page) => until('the connection goes over relays', () => selectedPairs(page),
  (pairs) => String(pairs) === 'relay relay');

/** @param {RTCConfiguration | undefined} configuration */
const usernameIn = (configuration) => configuration?.iceServers?.[0]?.username ?? '';

test('a relay-only call goes over relays on both sides, and shows nobody an address', async () => {
  const ann = await join('relay', 'Ann');
  const ben = await join('relay', 'Ben');
  for (const { meeting } of [ann, ben]) await meeting.waitForFrames(1);
  for (const { page } of [ann, ben]) {
    await untilRelayed(page);
    const received = (await receivedTexts(page)).join('\n');
    assert.match(received, /typ relay raddr 0\.0\.0\.0 rport 9/);
    assert.doesNotMatch(received, /typ (host|srflx|prflx)/);
  }
  assert.ok(turn.allocations > 0);
  await until(
    'the operator sees that two connections go over relays',
    async () => (await fetch(`${stage.server.url}/metrics`)).text(),
    (metrics) => metrics.includes('parley_peer_connections_total{path="relay"} 2'),
  );
});

test('everyone has a credential of its own, and another before it expires', async (t) => {
  // The shortest life that a credential can have: half of it is the time to a new one.
  const server = await Server.start({ args: relayOnly(SECRET, ['--turn-ttl', '10']) });
  t.after(() => server.stop());
  const ann = await join('renewed', 'Ann', server);
  const ben = await join('renewed', 'Ben', server);
  await ann.meeting.waitForFrames(1);
  const [first] = await configurations(ann.page);
  assert.equal(first.iceTransportPolicy, 'relay');
  assert.match(usernameIn(first), /^\d{10}:PA[0-9a-f]{32}$/);
  assert.notEqual(usernameIn((await configurations(ben.page))[0]), usernameIn(first));
  await until(
    'the connection has another credential',
    async () => (await configurations(ann.page)).map(usernameIn),
    ([username]) => username !== usernameIn(first),
  );
  // Those of the beginning are no longer good when ICE is restarted with the new ones.
  const expiry = Number(usernameIn(first).split(':')[0]) * 1000;
  await until('the first credential has expired', async () => Date.now() > expiry + 1000);
  const before = turn.allocations;
  await ann.meeting.networkChanged();
  await until('there are new allocations', async () => turn.allocations, (count) => count > before);
  await ann.meeting.waitForFrames(1);
  await untilRelayed(ann.page);
});

test('where the TURN server does not know the secret, people are told that there is no way', async (t) => {
  const server = await Server.start({ args: relayOnly('another secret') });
  t.after(() => server.stop());
  const ann = await join('wrong', 'Ann', server);
  const ben = await join('wrong', 'Ben', server);
  await ann.meeting.untilTile('Ben', { connection: NO_RELAY });
  await ben.meeting.untilTile('Ann', { connection: NO_RELAY });
});

test('a preflight call goes over the relay where that is the only way, and says so', async () => {
  const page = await stage.page();
  await page.goto(stage.server.url);
  const before = turn.allocations;
  const { progress, report } = await page.evaluate(async () => {
    const address = '/parley-video.mjs';
    const { runPreflight } = await import(address);
    /** @type {string[]} */
    const progress = [];
    const report = await new Promise((resolve, reject) => {
      runPreflight('', { duration: 1500 })
        .on('progress', (/** @type {string} */ name) => progress.push(name))
        .on('completed', resolve)
        .on('failed', reject);
    });
    return { progress, report };
  });
  assert.deepEqual([...progress].sort(), ['connected', 'dtlsConnected', 'iceConnected', 'mediaAcquired',
    'mediaStarted', 'mediaSubscribed', 'peerConnectionConnected']);
  assert.deepEqual(report.progressEvents.map((/** @type {{ name: string }} */ { name }) => name), progress);
  assert.equal(report.selectedPath.relayed, true);
  const { localCandidate, remoteCandidate } = report.selectedIceCandidatePairStats;
  assert.deepEqual([localCandidate.candidateType, remoteCandidate.candidateType], ['relay', 'relay']);
  assert.ok(report.networkTiming.media.duration > 0 && report.stats.rtt.average >= 0);
  assert.ok(turn.allocations >= before + 2);
});

test('a preflight call fails where the TURN server does not know the secret', async () => {
  const server = await Server.start({ args: relayOnly('another secret') });
  try {
    const page = await stage.page();
    await page.goto(server.url);
    const [code, hasConnected, hasMedia] = await page.evaluate(async () => {
      const address = '/parley-video.mjs';
      const { runPreflight } = await import(address);
      return new Promise((resolve) => {
        runPreflight('').on('failed', (/** @type {any} */ error, /** @type {any} */ report) =>
          resolve([error.code, 'end' in report.networkTiming.connect, 'end' in report.networkTiming.media]));
      });
    });
    assert.deepEqual([code, hasConnected, hasMedia], [53405, true, false]);
  } finally {
    await server.stop();
  }
});
