// The least a signalling server can be: what one says goes to everyone else at the same address.
//
//   node relay.mjs PORT

import { WebSocketServer } from 'ws';

/** @import { WebSocket } from 'ws' */

/** @type {Map<string, Set<WebSocket>>} */
const rooms = new Map();

const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1' });
server.on('connection', (socket, { url = '' }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(String(data));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(url);
  });
});
