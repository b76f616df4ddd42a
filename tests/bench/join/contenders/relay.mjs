// The contenders that need no more of a server than that it passes messages on.

import { fileURLToPath } from 'node:url';

import { startProcess } from '../server_process.mjs';

/** @import { Contender } from '../contender.mjs' */

const PROGRAM = fileURLToPath(new URL('../peers/relay.mjs', import.meta.url));

const serve = () => startProcess(process.execPath, (port) => [PROGRAM, port]);

/** @type {Contender} */
export const simplePeer = { name: 'simple-peer 9.11.1', page: 'simple_peer', serve };

/** @type {Contender} */
export const handWritten = { name: 'hand-written page', page: 'hand_written', serve };

/** @type {Contender} */
export const handWrittenWarm = {
  name: 'hand-written, socket already open',
  page: 'hand_written',
  warm: true,
  serve,
};
