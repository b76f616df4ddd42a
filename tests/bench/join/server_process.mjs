// A server of another maker's, as a process of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

import { until } from '../../browser/support/until.mjs';

/** @import { Service } from './contender.mjs' */

/**
 * Starts it on a free port and waits until it listens.
 * @param {string} command
 * @param {(port: string) => string[]} argumentsFor
 * @param {URL} [folder] where it runs
 * @returns {Promise<Service>}
 */
export async function startProcess(command, argumentsFor, folder) {
  const port = await freePort();
  const args = argumentsFor(String(port));
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  child.on('error', (error) => (complaints += error.message));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  };
  await until(`${command} ${args.join(' ')} listens`, async () => {
    if (child.pid === undefined || child.exitCode !== null) {
      throw new Error(`${command} ${args.join(' ')} does not run:\n${complaints}`);
    }
    return listens(port);
  });
  return { port, pid: child.pid, stop };
}

/** @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** @param {number} port @returns {Promise<boolean>} */
export function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
