// A TURN server, Debian's coturn, on the loopback interface.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from './free_port.mjs';
import { endProcess, endWithThisProcess } from './processes.mjs';
import { until } from './until.mjs';

const ADDRESS = '127.0.0.1';

export class TurnServer {
  #process;
  #log = '';
  port;

  /** @param {number} port @param {string} secret */
  constructor(port, secret) {
    this.port = port;
    const args = [
      '-n', // no configuration file
      '--no-cli', '--no-tls', '--no-dtls', '--no-tcp-relay', '--allow-loopback-peers',
      '--listening-ip', ADDRESS, '--relay-ip', ADDRESS, '--listening-port', `${port}`,
      '--realm', 'parley.test', '--use-auth-secret', '--static-auth-secret', secret,
      '--log-file', 'stdout', '--pidfile', pidFile(port), '--verbose',
    ];
    this.#process = spawn('turnserver', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    endWithThisProcess(this.#process);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.on('data', (data) => { this.#log += data; });
    }
  }

  /** @param {string} secret that credentials are made with */
  static async start(secret) {
    const server = new TurnServer(await freePort(), secret);
    await until('coturn listens', async () => server.#log, (log) => /IPv4. UDP listener opened/.test(log));
    return server;
  }

  get url() {
    return `turn:${ADDRESS}:${this.port}`;
  }

  /** How many relayed addresses it has given out. */
  get allocations() {
    return this.#log.match(/ALLOCATE processed, success/g)?.length ?? 0;
  }

  async stop() {
    await endProcess(this.#process, 'SIGKILL');
    rmSync(pidFile(this.port), { force: true });
  }
}

/** @param {number} port */
function pidFile(port) {
  return join(tmpdir(), `parley-turn-${port}.pid`);
}
