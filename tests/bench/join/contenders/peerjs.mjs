import { fileURLToPath } from 'node:url';

import { startProcess } from '../server_process.mjs';

const PROGRAM = fileURLToPath(new URL('../peers/peer_server.mjs', import.meta.url));

/** @type {import('../contender.mjs').Contender} */
export const peerjs = {
  name: 'PeerJS 1.5.5, PeerServer',
  page: 'peerjs',
  serve: () => startProcess(process.execPath, (port) => [PROGRAM, port]),
};
