// One server under the load generator's load.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { withTokens } from './tokens.mjs';

/** @import { RelayContender } from './contenders.mjs' */

const GENERATOR = fileURLToPath(
  new URL('../../../build/bench/tests/bench/relay/relay_load', import.meta.url),
);

/**
 * @typedef {object} Load
 * @property {number} connections
 * @property {number} roomSize
 * @property {number} rate messages a second while latency is measured
 * @property {number} seconds that each measurement takes
 * @property {boolean} [pacedOnly] only latency, without the most that the server can do
 */

/**
 * What relay_load prints. Times are µs, of latency from when a message should have been sent.
 * @typedef {object} Figures
 * @property {number} enteringSeconds until everyone is in
 * @property {number} lost connections
 * @property {number} residentPerConnection bytes, while idle
 * @property {number} messagesPerSecond at most
 * @property {number} deliveriesPerSecond at most: a message is delivered to everyone else
 * @property {number} cpuPerDelivery µs, at most deliveries
 * @property {number} cpuShare of one core that the server got then
 * @property {number} pacedMissing deliveries that did not arrive
 * @property {number} p50
 * @property {number} p99
 * @property {number} max
 */

/** @param {RelayContender} contender @param {Load} load @returns {Promise<Figures>} */
export async function measure(contender, load) {
  const service = await contender.serve();
  try {
    const args = ['--dialect', contender.dialect, '--port', `${service.port}`];
    args.push('--process', `${service.pid}`, ...loadArgs(load));
    if (!contender.tokens) return await generate(contender.name, args);
    return await withTokens(load.connections, (path) =>
      generate(contender.name, [...args, '--tokens', path]),
    );
  } finally {
    await service.stop();
  }
}

/** @param {Load} load */
function loadArgs({ connections, roomSize, rate, seconds, pacedOnly }) {
  return [
    ...['--connections', `${connections}`, '--room-size', `${roomSize}`],
    ...['--rate', `${rate}`, '--seconds', `${seconds}`],
    ...(pacedOnly ? ['--paced-only'] : []),
  ];
}

/** @param {string} name @param {string[]} args @returns {Promise<Figures>} */
async function generate(name, args) {
  const { stdout, stderr } = await promisify(execFile)(GENERATOR, args);
  if (stderr) console.error(`${name}: ${stderr.trim()}`);
  return JSON.parse(stdout);
}
