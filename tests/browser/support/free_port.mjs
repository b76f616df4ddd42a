// Ports for programs that cannot choose one themselves.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections, any of which may be taken a moment later. */
const FIRST = 20_000;
const COUNT = 10_000;

/** A port of 127.0.0.1 that nobody listens on, over TCP or UDP. */
export async function freePort() {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const isFree = (await opens(createServer().listen(port, '127.0.0.1'))) &&
      (await opens(createSocket('udp4').bind(port, '127.0.0.1')));
    if (isFree) return port;
  }
}

/** Whether it gets its port, which it then gives back. @param {import('node:net').Server | import('node:dgram').Socket} listener */
async function opens(listener) {
  try {
    await once(listener, 'listening');
  } catch {
    return false;
  }
  listener.close();
  await once(listener, 'close');
  return true;
}
