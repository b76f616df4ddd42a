// The servers that are compared: each with one thread for messages, so that figures are of the
// same thing.

import { fileURLToPath } from 'node:url';

import { firstSeed } from '../join/contenders/first_seed.mjs';
import { startProcess } from '../join/server_process.mjs';
import { tokenArgs } from './tokens.mjs';

/** @import { Service } from '../join/contender.mjs' */

/**
 * @typedef {object} RelayContender
 * @property {string} name as the report has it
 * @property {string} dialect how the load generator speaks to it
 * @property {boolean} [tokens] it asks for them
 * @property {() => Promise<Service>} serve
 */

const EXECUTABLE = fileURLToPath(new URL('../../../build/parley', import.meta.url));
const PEERS = new URL('../join/peers/', import.meta.url);

// All limits are on; one address with everyone behind it needs some raised.
/** @param {string} port */
const parleyArgs = (port) => [
  ...['--port', port, '--loops', '1', '--resume-key-file', 'none', '--ice-servers', 'none'],
  ...['--max-connections', '1000000', '--max-connections-per-address', '1000000'],
  ...['--joins-per-minute', '1000000', '--message-rate', '1e6', '--message-burst', '1e6'],
];

/** @type {RelayContender} */
export const parley = {
  name: 'Parley',
  dialect: 'parley',
  tokens: true,
  serve: () => startProcess(EXECUTABLE, (port) => [...parleyArgs(port), ...tokenArgs]),
};

/** Without tokens. @type {RelayContender} */
export const openParley = {
  name: 'Parley, open to anyone',
  dialect: 'parley',
  serve: () => startProcess(EXECUTABLE, parleyArgs),
};

/** @type {RelayContender} */
export const nodeRelay = {
  name: 'Node ws relay',
  dialect: 'seed',
  serve: () => startProcess(process.execPath, (port) => ['relay.mjs', port], PEERS),
};

/** @type {RelayContender} */
export const peerjs = {
  name: 'PeerJS server',
  dialect: 'peerjs',
  serve: () => startProcess(process.execPath, (port) => ['peer_server.mjs', port], PEERS),
};

/** @type {RelayContender} */
export const fastapi = {
  name: 'FastAPI/uvicorn, first seed',
  dialect: 'seed',
  async serve() {
    const service = await firstSeed.serve?.('');
    if (!service) throw new Error('the first seed has a server');
    return service;
  },
};
