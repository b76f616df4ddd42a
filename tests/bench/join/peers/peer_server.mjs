// PeerJS's own signalling server.
//
//   node peer_server.mjs PORT

import { PeerServer } from 'peer';

PeerServer({ port: Number(process.argv[2]), host: '127.0.0.1', path: '/' });
