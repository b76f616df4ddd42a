// Several servers that share their rooms: for how long signalling is gone when the server of a room
// is killed or stopped, with the default lease; and how much longer a message takes that is passed on.
//
//   BENCH_NODES_ROUNDS=10 node tests/bench/nodes/run.mjs
//
// Slowness is no failure.

import { Cluster, Person } from '../../server/cluster.mjs';
import { median, percentile } from '../join/statistics.mjs';

const ROUNDS = Number(process.env.BENCH_NODES_ROUNDS ?? 10);
const LEASE_S = 3;
const MESSAGES = 2000;

const cluster = new Cluster(LEASE_S);
await cluster.startRedis();
const [first, second] = [await cluster.readyNode(), await cluster.readyNode()];
let rooms = 0;

/** Four people in a room of a node that ends. @param {(owner: any) => Promise<void>} end */
async function outage(end) {
  const owner = await cluster.readyNode();
  const room = `room ${++rooms}`;
  const people = [];
  for (const [index, node] of [owner, owner, first, second].entries()) {
    people.push(await Person.enter(node, room, `person ${index}`));
  }
  const since = performance.now();
  const ended = end(owner);
  for (const person of people) await person.seat.untilClosed();
  const times = await Promise.all(people.map((person, index) => person.comeBack(index % 2 ? first : second, since)));
  await ended;
  for (const person of people) person.seat.close();
  return times;
}

/** @param {string} what @param {(owner: any) => Promise<void>} end */
async function measureOutage(what, end) {
  const times = [];
  for (let round = 0; round < ROUNDS; ++round) times.push(...await outage(end));
  const [p50, p95, longest] = [median(times), percentile(times, 0.95), Math.max(...times)].map(Math.round);
  console.log(`${what}: back after ${p50} ms (median), ${p95} ms (p95), ${longest} ms (longest); ${times.length} clients`);
}

/** One message at a time, there and back. @param {string} what @param {any} node */
async function measureRelay(what, node) {
  const room = `room ${++rooms}`;
  const here = await Person.enter(first, room, 'here');
  const there = await Person.enter(node, room, 'there');
  const times = [];
  for (let count = 0; count < MESSAGES; ++count) {
    const sent = performance.now();
    there.seat.say({ type: 'PING', received: 0 });
    await there.seat.next((message) => message.type === 'PONG');
    times.push(performance.now() - sent);
  }
  const [p50, p95] = [median(times), percentile(times, 0.95)].map((time) => Math.round(time * 1000));
  console.log(`${what}: there and back ${p50} µs (median), ${p95} µs (p95)`);
  here.seat.close();
  there.seat.close();
}

console.log(`Lease ${LEASE_S} s, ${ROUNDS} rounds.`);
await measureRelay('PING, directly', first);
await measureRelay('PING, passed on', second);
await measureOutage('kill -9 of the owner', (owner) => owner.kill());
await measureOutage('SIGTERM of the owner', (owner) => owner.stop());
for (const node of [first, second]) await node.stop();
await cluster.stop();
