// A bad network between browsers and the server: TCP connections go through here, page requests and
// WebSockets alike, late, unevenly, or not at all.

import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * - `pass`: everything arrives.
 * - `refuse`: no new connection is let in; those that are open stay.
 * - `black hole`: new connections are accepted, but nothing arrives any more, in either direction, and
 *   nobody is told. Connections that were open then stay dead, as after a change of network.
 * @typedef {'pass' | 'refuse' | 'black hole'} Mode
 */

/**
 * How long bytes are under way, in milliseconds: `delay` and up to `jitter` more.
 * @typedef {{delay: number, jitter: number}} Latency
 */

/** @typedef {import('node:net').Socket} Socket */
/** @typedef {{client: Socket, server: Socket, dead: boolean}} Link */

export class ImpairmentProxy {
  /** The order within a connection is kept. @type {Latency} */
  toServer = { delay: 0, jitter: 0 };
  /** @type {Latency} */
  toClient = { delay: 0, jitter: 0 };
  /** What pages have to use in place of the server's URL. */
  url = '';
  /** How many connections have been let in. */
  accepted = 0;
  /** @type {Mode} */
  #mode = 'pass';
  #serverPort;
  /** @type {Set<Link>} */
  #links = new Set();
  #listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));

  /** @param {number} serverPort */
  constructor(serverPort) {
    this.#serverPort = serverPort;
  }

  /**
   * @param {string} server  its URL; it may be restarted on that port
   * @param {Partial<Latency>} [latency]  each way
   */
  static async start(server, latency = {}) {
    const proxy = new ImpairmentProxy(Number(new URL(server).port));
    proxy.toServer = { delay: 0, jitter: 0, ...latency };
    proxy.toClient = { ...proxy.toServer };
    proxy.#listener.listen(0, '127.0.0.1');
    await once(proxy.#listener, 'listening');
    const address = proxy.#listener.address();
    if (!address || typeof address === 'string') throw new Error('the proxy has no port');
    proxy.url = `http://localhost:${address.port}`;
    return proxy;
  }

  /** How the network is from now on. @param {Mode} mode */
  set(mode) {
    this.#mode = mode;
    if (mode === 'black hole') for (const link of this.#links) link.dead = true;
  }

  /** Ends all connections abruptly, at both ends. */
  cut() {
    for (const { client, server } of this.#links) {
      reset(client);
      reset(server);
    }
  }

  /** Ends everything, and with it what is still under way. */
  close() {
    this.#listener.close();
    this.cut();
  }

  /** @param {Socket} client */
  #accept(client) {
    if (this.#mode === 'refuse') {
      reset(client);
      return;
    }
    const server = createConnection({ port: this.#serverPort, allowHalfOpen: true, noDelay: true });
    const link = { client, server, dead: this.#mode === 'black hole' };
    ++this.accepted;
    this.#links.add(link);
    this.#carry(link, client, server, () => this.toServer);
    this.#carry(link, server, client, () => this.toClient);
  }

  /**
   * @param {Link} link
   * @param {Socket} from
   * @param {Socket} to
   * @param {() => Latency} latency
   */
  #carry(link, from, to, latency) {
    let due = 0;
    let earlier = Promise.resolve();
    /** @param {() => void} deliver */
    const carry = (deliver) => {
      const { delay, jitter } = latency();
      const mine = Math.max(due, performance.now() + delay + Math.random() * jitter);
      due = mine;
      earlier = earlier.then(async () => {
        const wait = mine - performance.now();
        if (wait > 0) await sleep(wait);
        if (!link.dead) deliver();
      });
    };
    from.on('data', (chunk) => carry(() => to.write(chunk)));
    from.on('end', () => carry(() => to.end()));
    // "close" follows.
    from.on('error', () => {});
    from.on('close', (failed) => {
      this.#links.delete(link);
      if (failed) carry(() => to.destroy());
    });
  }
}

/**
 * Ends a connection so that the other side hears of it by a reset.
 * @param {Socket} socket
 */
function reset(socket) {
  // Node keeps a socket for ever that is reset while it ends, and the process with it.
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
