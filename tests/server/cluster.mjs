// Several servers on one Redis, and people who come back, for tests and benchmarks.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../browser/support/free_port.mjs';
import { endProcess, endWithThisProcess } from '../browser/support/processes.mjs';
import { Server } from '../browser/support/server.mjs';
import { until } from '../browser/support/until.mjs';
import { Seat } from './seat.mjs';

/** @import { Door } from './seat.mjs' */

/** Servers that share their rooms. */
export class Cluster {
  #folder = mkdtempSync(join(tmpdir(), 'parley-nodes-'));
  #socket = join(this.#folder, 'redis.sock');
  #keyFile = join(this.#folder, 'resume.key');
  #lease;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #redis;

  /** @param {number} lease  in seconds */
  constructor(lease) {
    this.#lease = lease;
  }

  /** Redis on a Unix socket, with nothing in it and nothing on disk. */
  async startRedis() {
    this.#redis = spawn('redis-server', ['--port', '0', '--unixsocket', this.#socket, '--dir', this.#folder,
      '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'ignore', 'inherit'] });
    endWithThisProcess(this.#redis);
    await until('Redis answers', async () => (await this.ask('PING').catch(() => '')) === '+PONG');
  }

  async killRedis() {
    if (this.#redis) await endProcess(this.#redis, 'SIGKILL');
    rmSync(this.#socket, { force: true });
  }

  /** One command; answers with the first line that Redis says. @param {string} command @returns {Promise<string>} */
  async ask(command) {
    const connection = createConnection(this.#socket);
    try {
      await once(connection, 'connect');
      connection.write(`${command}\r\n`);
      const [answer] = await once(connection, 'data');
      return `${answer}`.split('\r\n')[0];
    } finally {
      connection.destroy();
    }
  }

  /** @param {{args?: string[], keyFile?: string, port?: number}} [options]  `port` is the peer port */
  async startNode({ args = [], keyFile = this.#keyFile, port } = {}) {
    const address = `127.0.0.1:${port ?? await freePort()}`;
    return Server.start({
      keyFile,
      args: ['--redis', `unix:${this.#socket}`, '--node-address', address, '--redis-lease', `${this.#lease}`,
        '--loops', '2', ...args],
    });
  }

  /** @param {string[]} [args] */
  async readyNode(args) {
    const node = await this.startNode({ args });
    await untilReady(node);
    return node;
  }

  async stop() {
    await this.killRedis();
    rmSync(this.#folder, { recursive: true });
  }
}

/** Until the node has its lease. @param {Server} node */
export async function untilReady(node) {
  await until('the node has its lease', async () => (await fetch(`${node.url}/readyz`)).status === 200);
}

/** Someone in a room, who comes back as the library does: at once, and then again and again. */
export class Person {
  /** @type {Seat | undefined} */
  #seat;
  /** @type {any} */
  welcome;
  room;
  identity;
  node;

  /** @param {Door} node @param {string} room @param {string} identity */
  constructor(node, room, identity) {
    this.node = node;
    this.room = room;
    this.identity = identity;
  }

  /** @param {Door} node @param {string} room @param {string} identity */
  static async enter(node, room, identity) {
    const person = new Person(node, room, identity);
    await person.#greet({ identity });
    return person;
  }

  /** @param {object} hello */
  async #greet(hello) {
    const { seat, answer } = await Seat.greet(this.node, this.room, hello);
    if (answer.type !== 'WELCOME') throw new Error(JSON.stringify(answer));
    this.#seat = seat;
    this.welcome = answer;
  }

  /** Comes back through that node; answers with how long it took. @param {Door} node @param {number} since */
  async comeBack(node, since) {
    await until(`${this.identity} is back`, () => this.tryToComeBack(node));
    return performance.now() - since;
  }

  /** Whether it is back through that node. @param {Door} node */
  async tryToComeBack(node) {
    this.node = node;
    const { resume } = this.welcome;
    const { keep } = this.welcome.room;
    return this.#greet({ identity: this.identity, resume, keep, received: 0 }).then(() => true, () => false);
  }

  get seat() {
    if (!this.#seat) throw new Error(`${this.identity} is in no room`);
    return this.#seat;
  }

  get lost() {
    return this.seat.closeCode !== null;
  }
}
