// From the start of the process to its first answer.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';

import { freePort } from '../join/server_process.mjs';

const EXECUTABLE = fileURLToPath(new URL('../../../build/parley', import.meta.url));
const STARTS = 21;

/** @returns {Promise<string>} what came out, in words */
export async function measureStart() {
  /** @type {number[]} */
  const times = [];
  for (let count = 0; count < STARTS; ++count) times.push(await startOnce());
  times.sort((a, b) => a - b);
  const [least, middle, most] = [0, Math.floor(STARTS / 2), STARTS - 1].map((i) => times[i]);
  return `${middle.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)} in ${STARTS} starts)`;
}

async function startOnce() {
  const port = await freePort();
  const args = ['--port', `${port}`, '--resume-key-file', 'none', '--ice-servers', 'none'];
  const start = performance.now();
  const child = spawn(EXECUTABLE, args, { stdio: 'ignore' });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('the server does not start');
  }
  const time = performance.now() - start;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return time;
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const asked = request({ port, host: '127.0.0.1', path: '/readyz', agent: false });
    asked.once('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.once('error', () => resolve(false));
    asked.end();
  });
}
