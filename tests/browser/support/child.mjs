// Programs that a test needs beside the server under test, such as a web server of somebody else's.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endProcess, endWithThisProcess } from './processes.mjs';
import { until } from './until.mjs';

export class Child {
  #process;
  #folder;
  #log = '';

  /** @param {import('node:child_process').ChildProcess} process @param {string} folder */
  constructor(process, folder) {
    this.#process = process;
    this.#folder = folder;
    endWithThisProcess(process);
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (text) => (this.#log += text));
    }
  }

  /**
   * Starts a program in a folder of its own and waits until it listens.
   * @param {string} program
   * @param {number} port
   * @param {(folder: string) => string[]} prepare writes what the program needs into the folder;
   *   returns its arguments
   */
  static async start(program, port, prepare) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-child-'));
    const options = { cwd: folder, env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } };
    const child = new Child(spawn(program, prepare(folder), options), folder);
    child.#process.once('error', (error) => (child.#log += error));
    await until(`${program} listens`, async () => {
      if (child.#process.exitCode !== null || child.#process.pid === undefined) {
        throw new Error(`${program} has ended; it said:\n${child.#log}`);
      }
      return listens(port);
    });
    return child;
  }

  async stop() {
    await endProcess(this.#process, 'SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function listens(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
