// Several servers that share their rooms: three nodes and a real Redis. How long signalling was gone
// is printed.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { WebSocket } from 'ws';

import { freePort } from '../browser/support/free_port.mjs';
import { until } from '../browser/support/until.mjs';
import { Cluster, Person, untilReady } from './cluster.mjs';
import { Seat } from './seat.mjs';

/** @import { Server } from '../browser/support/server.mjs' */

const LEASE_S = 1;
const cluster = new Cluster(LEASE_S);
await cluster.startRedis();
const nodes = [await cluster.readyNode(), await cluster.readyNode(), await cluster.readyNode()];
after(async () => {
  for (const node of nodes) await node.stop();
  await cluster.stop();
});

let made = 0;
const newRoom = () => `nodes ${++made}`;

/** What one says arrives at the other. @param {Person} from @param {Person} to @param {string} what */
async function hears(from, to, what) {
  from.seat.say({ type: 'OFFER', to: to.welcome.id, message: { type: 'offer', sdp: what } });
  const heard = await to.seat.hear((message) => message.type === 'OFFER' && message.message.sdp === what);
  assert.equal(heard.from, from.welcome.id);
}

/** @param {string} what @param {number[]} times */
const say = (what, times) => console.log(`# ${what}: signalling back after ${times.map((time) => Math.round(time)).join(', ')} ms`);

test('two who come in by different nodes are in one room', async () => {
  const room = newRoom();
  const ann = await Person.enter(nodes[0], room, 'Ann');
  const ben = await Person.enter(nodes[1], room, 'Ben');
  assert.equal(ben.welcome.participants[0].id, ann.welcome.id);
  await hears(ben, ann, 'from Ben');
  await hears(ann, ben, 'from Ann');
  // More than fits into the buffers of a relay at once.
  const long = 'x'.repeat(60_000);
  await hears(ben, ann, long);
  await hears(ann, ben, `${long}y`);
  ann.seat.close();
  ben.seat.close();
});

test('a room that all have left is forgotten, and another may have it', async () => {
  const room = newRoom();
  const ann = await Person.enter(nodes[0], room, 'Ann');
  ann.seat.say({ type: 'BYE' });
  await until('Redis has forgotten the room', () => cluster.ask('EVAL "return #redis.call(\'KEYS\',\'parley:room:*\')" 0'),
    (answer) => answer === ':0');
  const ben = await Person.enter(nodes[1], room, 'Ben');
  assert.deepEqual(ben.welcome.participants, []);
  ben.seat.close();
});

test('the owner is killed: everyone is back, with ids and roles', async () => {
  const room = newRoom();
  const owner = await cluster.readyNode();
  const ann = await Person.enter(owner, room, 'Ann');
  const ben = await Person.enter(nodes[1], room, 'Ben');
  const ids = [ann.welcome.id, ben.welcome.id];
  const killed = performance.now();
  await owner.kill();
  await until('Ben has noticed', async () => ben.lost);
  const times = await Promise.all([ann.comeBack(nodes[0], killed), ben.comeBack(nodes[1], killed)]);
  say(`kill -9 of the owner, lease ${LEASE_S} s`, times);
  assert.deepEqual([ann.welcome.id, ben.welcome.id], ids);
  const hosts = await until('Ann is host again', async () => {
    const state = [...ben.seat.messages].reverse().find((message) => message.room?.hosts ?? message.hosts);
    return state?.room?.hosts ?? state?.hosts;
  }, (list) => list?.[0] === ids[0]);
  assert.deepEqual(hosts, [ids[0]]);
  await hears(ben, ann, 'and on');
  for (const time of times) assert.ok(time < (LEASE_S + 5) * 1000, `${time} ms`);
  ann.seat.close();
  ben.seat.close();
});

test('the owner is told to stop: everyone is back at once', async () => {
  const room = newRoom();
  const owner = await cluster.readyNode();
  const ann = await Person.enter(owner, room, 'Ann');
  const ben = await Person.enter(nodes[1], room, 'Ben');
  const ids = [ann.welcome.id, ben.welcome.id];
  const told = performance.now();
  const stopped = owner.stop();
  await until('both have noticed', async () => ann.lost && ben.lost);
  const times = await Promise.all([ann.comeBack(nodes[0], told), ben.comeBack(nodes[1], told)]);
  say('SIGTERM of the owner', times);
  await stopped;
  assert.deepEqual([ann.welcome.id, ben.welcome.id], ids);
  await hears(ann, ben, 'and on');
  ann.seat.close();
  ben.seat.close();
});

test('Redis forgets everything: nobody is out, and new rooms are given out after a while', async () => {
  const room = newRoom();
  const ann = await Person.enter(nodes[0], room, 'Ann');
  const ben = await Person.enter(nodes[1], room, 'Ben');
  await cluster.killRedis();
  await cluster.startRedis();
  const begun = performance.now();
  const cleo = new Person(nodes[2], newRoom(), 'Cleo');
  cleo.welcome = { room: {} };
  say('Redis restarted without data: a new room', [await cleo.comeBack(nodes[2], begun)]);
  assert.equal(ann.lost || ben.lost, false);
  await hears(ann, ben, 'still here');
  // The room is known again.
  const dora = await Person.enter(nodes[2], room, 'Dora');
  assert.equal(dora.welcome.participants.length, 2);
  for (const guest of [ann, ben, cleo, dora]) guest.seat.close();
});

test('a node that stood still for too long serves nobody, and goes on under another name', async (t) => {
  const room = newRoom();
  const owner = await cluster.readyNode();
  t.after(() => {
    owner.thaw();
    return owner.stop();
  });
  const ann = await Person.enter(owner, room, 'Ann');
  const { id } = ann.welcome;
  // Else a thread of it could still take a client, who would hear nothing then.
  await owner.freeze();
  const ben = new Person(nodes[1], room, 'Ben');
  ben.welcome = { room: {} };
  await ben.comeBack(nodes[1], performance.now());
  assert.equal(ann.lost, false, 'a frozen node closes nothing');
  ann.seat.say({ type: 'OFFER', to: ben.welcome.id, message: { type: 'offer', sdp: 'too late' } });
  const woken = performance.now();
  owner.thaw();
  assert.equal(await ann.seat.untilClosed(), 1012);
  say('a frozen node woke', [await ann.comeBack(owner, woken)]);
  assert.equal(ann.welcome.id, id);
  assert.deepEqual(ann.welcome.participants.map((/** @type {any} */ one) => one.id), [ben.welcome.id]);
  await hears(ann, ben, 'in time');
  assert.equal(ben.seat.messages.some((message) => message.message?.sdp === 'too late'), false);
  assert.match(owner.log, /node-lapsed/);
  ann.seat.close();
  ben.seat.close();
});

test('a server that is full says so to who comes through another one', async (t) => {
  const room = newRoom();
  const owner = await cluster.readyNode(['--max-connections', '1']);
  t.after(() => owner.stop());
  const ann = await Person.enter(owner, room, 'Ann');
  const { answer } = await Seat.greet(nodes[1].url, room, { identity: 'Ben' });
  assert.equal(answer.id, 'server-full');
  ann.seat.close();
});

test('without Redis no node is ready, and the lease takes the rooms away', async () => {
  const room = newRoom();
  const ann = await Person.enter(nodes[0], room, 'Ann');
  const { id } = ann.welcome;
  await cluster.killRedis();
  assert.equal(await ann.seat.untilClosed(), 1012);
  assert.equal((await fetch(`${nodes[0].url}/readyz`)).status, 503);
  await cluster.startRedis();
  await ann.comeBack(nodes[1], performance.now());
  // Redis knows of no earlier run, so nobody can be believed to be of it.
  assert.notEqual(ann.welcome.id, id);
  for (const node of nodes) await untilReady(node);
  ann.seat.close();
});

test('a client of the plain protocol is passed on too, and what is passed on is counted', async () => {
  const room = newRoom();
  const node = await cluster.readyNode(['--public-metrics']);
  const metric = async (/** @type {string} */ name) => {
    const text = await (await fetch(`${node.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  };
  const ann = await Person.enter(nodes[0], room, 'Ann');
  const guest = await Seat.open(node.url, room, []);
  const joined = await ann.seat.hear((message) => message.type === 'USER_JOIN');
  assert.equal(await metric('parley_node_relays'), 1);
  ann.seat.say({ type: 'OFFER', to: joined.from, message: { type: 'offer', sdp: 'v=0' } });
  await guest.hear((message) => message.type === 'OFFER');
  guest.close();
  await until('nothing is passed on any more', () => metric('parley_node_relays'), (relays) => relays === 0);
  await until('no connection is counted', () => metric('parley_connections'), (connections) => connections === 0);
  assert.equal(await metric('parley_node_relays_total'), 1);
  assert.equal(await metric('parley_node_leased'), 1);
  await ann.seat.hear((message) => message.type === 'USER_LEAVE');
  ann.seat.close();
  await node.stop();
});

test('over REST a server has its own rooms, and says of others which server has them', async () => {
  const key = `SK${'1'.repeat(32)}`;
  const secret = 'the secret of the first API key!';
  const args = ['--account-sid', `AC${'a'.repeat(32)}`, '--api-key', `${key}:${secret}`];
  const port = await freePort();
  const two = [await cluster.startNode({ args, port }), await cluster.readyNode(args)];
  await untilReady(two[0]);
  const owner = `127.0.0.1:${port}`;
  const name = newRoom();
  const ask = async (/** @type {Server} */ node, /** @type {string} */ path, /** @type {Record<string, string>} */ form = {}) => {
    const answer = await fetch(`${node.url}/v1/${path}`, {
      method: Object.keys(form).length > 0 ? 'POST' : 'GET',
      headers: {
        'authorization': `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: Object.keys(form).length > 0 ? new URLSearchParams(form) : undefined,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const made = await ask(two[0], 'Rooms', { UniqueName: name });
  assert.equal(made.status, 201);
  const again = await ask(two[1], 'Rooms', { UniqueName: name });
  assert.deepEqual([again.status, again.body.code], [400, 53113]);
  assert.ok(again.body.message.includes(owner), again.body.message);
  const ann = await Person.enter(two[1], name, 'Ann');
  assert.equal(ann.welcome.room.sid, made.body.sid);
  // By name, the other server says who has the room; by sid it knows of none.
  const byName = `Rooms/${encodeURIComponent(name)}`;
  for (const [path, form] of /** @type {[string, Record<string, string>?][]} */ ([
    [byName], [`${byName}/Participants`], [`${byName}/Participants/Ann`, { Status: 'disconnected' }], [byName, { Status: 'completed' }],
  ])) {
    const { status, body } = await ask(two[1], path, form);
    assert.equal(status, 421, path);
    assert.ok(body.message.endsWith(`--node-address is ${owner}.`), body.message);
  }
  assert.equal((await ask(two[1], `Rooms/${made.body.sid}`)).status, 404);
  assert.equal((await ask(two[1], 'Rooms/nobody-is-there')).status, 404);
  assert.deepEqual((await ask(two[1], 'Rooms')).body.rooms, []);
  assert.deepEqual((await ask(two[0], 'Rooms')).body.rooms.map((/** @type {any} */ room) => room.sid), [made.body.sid]);
  // At the server that has the room, all of it works, also for who has come in by the other.
  assert.equal((await ask(two[0], `${byName}/Participants/Ann`, { Status: 'disconnected' })).status, 200);
  await ann.seat.untilClosed();
  const ben = await Person.enter(two[1], name, 'Ben');
  assert.equal((await ask(two[0], byName, { Status: 'completed' })).status, 200);
  await ben.seat.untilClosed();
  // A room without a name of its own is found by its sid at any server: that is its name.
  const unnamed = (await ask(two[0], 'Rooms', { MaxParticipants: '3' })).body;
  assert.equal((await ask(two[1], `Rooms/${unnamed.sid}`)).status, 421);
  const cleo = await Person.enter(two[1], unnamed.sid, 'Cleo');
  assert.equal(cleo.welcome.room.sid, unnamed.sid);
  cleo.seat.close();
  for (const node of two) await node.stop();
});

test('limits by address go by the client that is passed on, not by the node that passes it on', async () => {
  const room = newRoom();
  const owner = await cluster.readyNode(['--max-connections-per-address', '1']);
  const entry = await cluster.readyNode(['--trusted-proxy', '127.0.0.1']);
  const ann = await Person.enter(owner, room, 'Ann');
  const enterFrom = async (/** @type {string} */ address) => {
    const socket = new WebSocket(`${entry.url.replace('http', 'ws')}/ws/${encodeURIComponent(room)}`, ['parley.1'],
      { origin: entry.url, headers: { 'x-forwarded-for': address } });
    const seat = new Seat(socket);
    await once(socket, 'open');
    seat.say({ type: 'HELLO', identity: address, tracks: [] });
    return { seat, answer: await seat.hear((message) => ['WELCOME', 'ERROR'].includes(message.type)) };
  };
  const ben = await enterFrom('192.0.2.1');
  const cleo = await enterFrom('2001:db8::1');
  const dora = await enterFrom('192.0.2.1');
  assert.deepEqual([ben.answer.type, cleo.answer.type], ['WELCOME', 'WELCOME']);
  assert.equal(dora.answer.id, 'too-many-connections', JSON.stringify(dora.answer));
  for (const { seat } of [ann, ben, cleo]) seat.close();
  await entry.stop();
  await owner.stop();
});

test('who does not have the key is not let in at the peer port', async () => {
  const port = await freePort();
  const node = await cluster.startNode({ port });
  for (const line of ['parley-peer-1 a 1 00 guest 1 n 0\n', 'GET / HTTP/1.1\r\n\r\n']) {
    const connection = createConnection(port, '127.0.0.1');
    connection.write(line);
    let heard = '';
    connection.on('data', (data) => { heard += data; }).on('error', () => {});
    await once(connection, 'close');
    assert.ok(heard === 'NO\n' || heard === '', heard);
  }
  await node.stop();
});

test('a node with another key has no lease, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-other-key-'));
  const node = await cluster.startNode({ keyFile: join(folder, 'resume.key') });
  await until('it says so', async () => node.log.includes('node-other-key'));
  assert.equal((await fetch(`${node.url}/readyz`)).status, 503);
  await node.stop();
  rmSync(folder, { recursive: true });
});
