// Several servers that share their rooms: three nodes and a real Redis. How long signalling was gone
// is printed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { endProcess, endWithThisProcess } from '../browser/support/processes.mjs';
import { Server } from '../browser/support/server.mjs';
import { until } from '../browser/support/until.mjs';
import { Seat } from './seat.mjs';

const LEASE_S = 1;
const folder = mkdtempSync(join(tmpdir(), 'parley-nodes-'));
const socket = join(folder, 'redis.sock');
const keyFile = join(folder, 'resume.key');

/** Redis of this test's own, on a Unix socket, without anything on disk. */
class Redis {
  /** @type {import('node:child_process').ChildProcess} */
  #process;

  /** @param {import('node:child_process').ChildProcess} process */
  constructor(process) {
    this.#process = process;
  }

  static async start() {
    const child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '',
      '--appendonly', 'no'], { stdio: ['ignore', 'ignore', 'inherit'] });
    endWithThisProcess(child);
    await until('Redis answers', async () => (await ask('PING').catch(() => '')) === '+PONG');
    return new Redis(child);
  }

  async kill() {
    await endProcess(this.#process, 'SIGKILL');
    rmSync(socket, { force: true });
  }
}

/** One command; answers with the first line that Redis says. @param {string} command @returns {Promise<string>} */
async function ask(command) {
  const connection = createConnection(socket);
  try {
    await once(connection, 'connect');
    connection.write(`${command}\r\n`);
    const [answer] = await once(connection, 'data');
    return `${answer}`.split('\r\n')[0];
  } finally {
    connection.destroy();
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {string[]} [args] */
async function startNode(args = []) {
  return Server.start({
    keyFile,
    args: ['--redis', `unix:${socket}`, '--node-address', `127.0.0.1:${await freePort()}`,
      '--redis-lease', `${LEASE_S}`, '--loops', '2', ...args],
  });
}

/** Until the node has its lease. @param {Server} node */
async function untilReady(node) {
  await until('the node has its lease', async () => (await fetch(`${node.url}/readyz`)).status === 200);
}

async function readyNode() {
  const node = await startNode();
  await untilReady(node);
  return node;
}

let redis = await Redis.start();
/** @type {Server[]} */
const nodes = [await readyNode(), await readyNode(), await readyNode()];
after(async () => {
  for (const node of nodes) await node.stop();
  await redis.kill();
  rmSync(folder, { recursive: true });
});

let made = 0;
const newRoom = () => `nodes ${++made}`;

/** Someone in a room, who comes back as the library does: at once, and then again and again. */
class Guest {
  /** @type {Seat} */
  seat;
  /** @type {any} */
  welcome;
  room;
  identity;
  node;

  /** @param {Server} node @param {string} room @param {string} identity */
  constructor(node, room, identity) {
    this.node = node;
    this.room = room;
    this.identity = identity;
  }

  /** @param {Server} node @param {string} room @param {string} identity */
  static async enter(node, room, identity) {
    const guest = new Guest(node, room, identity);
    await guest.#greet({ identity });
    return guest;
  }

  /** @param {object} hello */
  async #greet(hello) {
    const { seat, answer } = await Seat.greet(this.node.url, this.room, hello);
    if (answer.type !== 'WELCOME') throw new Error(JSON.stringify(answer));
    this.seat = seat;
    this.welcome = answer;
  }

  /** Comes back through that node; answers with how long it took. @param {Server} node @param {number} since */
  async comeBack(node, since) {
    this.node = node;
    const { resume } = this.welcome;
    const { keep } = this.welcome.room;
    const hello = { identity: this.identity, resume, keep, received: 0 };
    await until(`${this.identity} is back`, () => this.#greet(hello).then(() => true, () => false));
    return performance.now() - since;
  }

  get lost() {
    return this.seat.closeCode !== null;
  }
}

/** What one says arrives at the other. @param {Guest} from @param {Guest} to @param {string} what */
async function hears(from, to, what) {
  from.seat.say({ type: 'OFFER', to: to.welcome.id, message: { type: 'offer', sdp: what } });
  const heard = await to.seat.hear((message) => message.type === 'OFFER' && message.message.sdp === what);
  assert.equal(heard.from, from.welcome.id);
}

/** @param {string} what @param {number[]} times */
const say = (what, times) => console.log(`# ${what}: signalling back after ${times.map((time) => Math.round(time)).join(', ')} ms`);

test('two who come in by different nodes are in one room', async () => {
  const room = newRoom();
  const ann = await Guest.enter(nodes[0], room, 'Ann');
  const ben = await Guest.enter(nodes[1], room, 'Ben');
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
  const ann = await Guest.enter(nodes[0], room, 'Ann');
  ann.seat.say({ type: 'BYE' });
  await until('Redis has forgotten the room', () => ask('EVAL "return #redis.call(\'KEYS\',\'parley:room:*\')" 0'),
    (answer) => answer === ':0');
  const ben = await Guest.enter(nodes[1], room, 'Ben');
  assert.deepEqual(ben.welcome.participants, []);
  ben.seat.close();
});

test('the owner is killed: everyone is back, with ids and roles', async () => {
  const room = newRoom();
  const owner = await readyNode();
  const ann = await Guest.enter(owner, room, 'Ann');
  const ben = await Guest.enter(nodes[1], room, 'Ben');
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
  const owner = await readyNode();
  const ann = await Guest.enter(owner, room, 'Ann');
  const ben = await Guest.enter(nodes[1], room, 'Ben');
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
  const ann = await Guest.enter(nodes[0], room, 'Ann');
  const ben = await Guest.enter(nodes[1], room, 'Ben');
  await redis.kill();
  redis = await Redis.start();
  const begun = performance.now();
  const cleo = new Guest(nodes[2], newRoom(), 'Cleo');
  cleo.welcome = { room: {} };
  say('Redis restarted without data: a new room', [await cleo.comeBack(nodes[2], begun)]);
  assert.equal(ann.lost || ben.lost, false);
  await hears(ann, ben, 'still here');
  // The room is known again.
  const dora = await Guest.enter(nodes[2], room, 'Dora');
  assert.equal(dora.welcome.participants.length, 2);
  for (const guest of [ann, ben, cleo, dora]) guest.seat.close();
});

test('a node that stood still for too long serves nobody, and goes on under another name', async () => {
  const room = newRoom();
  const owner = await readyNode();
  const ann = await Guest.enter(owner, room, 'Ann');
  const { id } = ann.welcome;
  owner.signal('SIGSTOP');
  const ben = new Guest(nodes[1], room, 'Ben');
  ben.welcome = { room: {} };
  await ben.comeBack(nodes[1], performance.now());
  assert.equal(ann.lost, false, 'a frozen node closes nothing');
  ann.seat.say({ type: 'OFFER', to: ben.welcome.id, message: { type: 'offer', sdp: 'too late' } });
  const woken = performance.now();
  owner.signal('SIGCONT');
  assert.equal(await ann.seat.untilClosed(), 1012);
  say('a frozen node woke', [await ann.comeBack(owner, woken)]);
  assert.equal(ann.welcome.id, id);
  assert.deepEqual(ann.welcome.participants.map((/** @type {any} */ one) => one.id), [ben.welcome.id]);
  await hears(ann, ben, 'in time');
  assert.equal(ben.seat.messages.some((message) => message.message?.sdp === 'too late'), false);
  assert.match(owner.log, /node-lapsed/);
  ann.seat.close();
  ben.seat.close();
  await owner.stop();
});

test('without Redis no node is ready, and the lease takes the rooms away', async () => {
  const room = newRoom();
  const ann = await Guest.enter(nodes[0], room, 'Ann');
  const { id } = ann.welcome;
  await redis.kill();
  assert.equal(await ann.seat.untilClosed(), 1012);
  assert.equal((await fetch(`${nodes[0].url}/readyz`)).status, 503);
  redis = await Redis.start();
  await ann.comeBack(nodes[1], performance.now());
  // Redis knows of no earlier run, so nobody can be believed to be of it.
  assert.notEqual(ann.welcome.id, id);
  for (const node of nodes) await untilReady(node);
  ann.seat.close();
});

test('who does not have the key is not let in at the peer port, and a line is good once', async () => {
  const port = await freePort();
  const node = await Server.start({
    keyFile, args: ['--redis', `unix:${socket}`, '--node-address', `127.0.0.1:${port}`, '--redis-lease', `${LEASE_S}`],
  });
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
  const node = await Server.start({
    args: ['--redis', `unix:${socket}`, '--node-address', `127.0.0.1:${await freePort()}`, '--redis-lease', `${LEASE_S}`],
  });
  await until('it says so', async () => node.log.includes('node-other-key'));
  assert.equal((await fetch(`${node.url}/readyz`)).status, 503);
  await node.stop();
});
