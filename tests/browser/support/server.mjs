// The server under test, on a port of its own choosing.

import { spawn } from 'node:child_process';
import { setDefaultResultOrder } from 'node:dns';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { endProcess, endWithThisProcess } from './processes.mjs';
import { PATIENCE_MS, until } from './until.mjs';

// The server listens on the IPv4 address of localhost. Browsers try both; Node 18 takes the first.
setDefaultResultOrder('ipv4first');

const EXECUTABLE = fileURLToPath(new URL('../../../build/parley', import.meta.url));

// By the key in it calls survive a restart, so it outlives the server, and nothing of the person's
// who runs the tests is touched.
const STATE = mkdtempSync(join(tmpdir(), 'parley-test-'));
process.once('exit', () => rmSync(STATE, { recursive: true, force: true }));
let servers = 0;

export class Server {
  /** @type {import('node:child_process').ChildProcess} */
  #process;
  #keyFile;
  #args;
  #log = '';
  #isOver = false;
  /** Without a slash at the end. */
  url = '';

  /** @param {import('node:child_process').ChildProcess} process @param {string} keyFile @param {string[]} args */
  constructor(process, keyFile, args) {
    this.#process = process;
    this.#keyFile = keyFile;
    this.#args = args;
    endWithThisProcess(process);
  }

  /** @param {{port?: number, keyFile?: string, args?: string[], environment?: Record<string, string>}} [options] */
  static async start({ port = 0, keyFile = join(STATE, `${++servers}.key`), args = [], environment = {} } = {}) {
    const options = ['--port', `${port}`, '--resume-key-file', keyFile];
    if (!args.includes('--ice-servers')) options.push('--ice-servers', 'none');
    const child = spawn(EXECUTABLE, [...options, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const server = new Server(child, keyFile, args);
    server.url = await server.#announcedUrl();
    return server;
  }

  /** Starts another one in its place: the same port, the same key, the same flags. */
  successor() {
    return Server.start({ port: this.port, keyFile: this.#keyFile, args: this.#args });
  }

  /** For one with --sfu. */
  async untilJanus() {
    await until('the server has its Janus', async () => this.#log.includes('sfu-connected'));
  }

  /** What it has said so far. */
  get log() {
    return this.#log;
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  /** Stops it as a service manager would; fails unless it ends well. */
  async stop() {
    if (this.#isOver) return;
    this.#isOver = true;
    const { code, signal } = await endProcess(this.#process, 'SIGTERM');
    if (code !== 0) throw new Error(`the server ended with ${code ?? signal}; it said:\n${this.#log}`);
  }

  /** Has it stand still: no thread of it runs any more when this returns. */
  async freeze() {
    this.#process.kill('SIGSTOP');
    const tasks = `/proc/${this.#process.pid}/task`;
    await until('every thread stands still', async () => readdirSync(tasks).every((task) =>
      / T /.test(readFileSync(`${tasks}/${task}/stat`, 'utf8').replace(/^.*\)/, ''))));
  }

  /** And go on. */
  thaw() {
    this.#process.kill('SIGCONT');
  }

  /** Ends it without a chance to say goodbye. */
  async kill() {
    this.#isOver = true;
    await endProcess(this.#process, 'SIGKILL');
  }

  /** @returns {Promise<string>} */
  #announcedUrl() {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.kill();
        reject(new Error(`the server does not say where it is; it said:\n${this.#log}`));
      }, PATIENCE_MS);
      for (const stream of [this.#process.stdout, this.#process.stderr]) {
        if (!stream) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.#log += `${line}\n`;
          const url = /http:\/\/[^\s/"]+/.exec(line);
          if (!url) return;
          clearTimeout(limit);
          resolve(url[0]);
        });
      }
      this.#process.once('error', reject);
      this.#process.once('exit', (code) => {
        clearTimeout(limit);
        reject(new Error(`the server ended with ${code} at once; it said:\n${this.#log}`));
      });
    });
  }
}
