// A slow line: a TCP proxy that hands everything on in order, a fixed time later, both ways.
//
// The kernel would complete the TCP handshake on loopback at once, where a real line takes a round
// trip for it. So what a client says first is held back for one more round trip.

import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @import { Server, Socket } from 'node:net' */

export class DelayProxy {
  #server;

  /** @param {Server} server listening */
  constructor(server) {
    this.#server = server;
  }

  /**
   * @param {{ target: number, delayMs: number }} options `target`: the port that it leads to;
   *   `delayMs`: one way
   */
  static async start({ target, delayMs }) {
    const server = createServer({ noDelay: true }, (client) => join(client, target, delayMs));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DelayProxy(server);
  }

  get port() {
    const address = this.#server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  }

  stop() {
    this.#server.close();
  }
}

/** @param {Socket} client @param {number} target @param {number} delayMs */
function join(client, target, delayMs) {
  const server = connect({ port: target, host: '127.0.0.1', noDelay: true });
  const established = performance.now() + 2 * delayMs;
  new Lane(client, server, delayMs, established);
  new Lane(server, client, delayMs, established);
}

/** One direction of a connection. */
class Lane {
  /** What is under way, in order; null stands for the end. @type {{ due: number, chunk: Buffer | null }[]} */
  #queue = [];
  #to;
  #delayMs;
  #established;

  /** @param {Socket} from @param {Socket} to @param {number} delayMs @param {number} established */
  constructor(from, to, delayMs, established) {
    this.#to = to;
    this.#delayMs = delayMs;
    this.#established = established;
    from.on('data', (chunk) => this.#push(chunk));
    from.on('end', () => this.#push(null));
    from.on('error', () => to.destroy());
  }

  /** @param {Buffer | null} chunk */
  #push(chunk) {
    const due = Math.max(performance.now(), this.#established) + this.#delayMs;
    this.#queue.push({ due, chunk });
    if (this.#queue.length === 1) this.#wait();
  }

  #wait() {
    const wait = this.#queue[0].due - performance.now();
    setTimeout(() => this.#deliver(), Math.max(wait, 0));
  }

  #deliver() {
    while (this.#queue.length > 0 && this.#queue[0].due <= performance.now()) {
      const chunk = this.#queue.shift()?.chunk ?? null;
      if (chunk === null) this.#to.end();
      else if (this.#to.writable) this.#to.write(chunk);
    }
    if (this.#queue.length > 0) this.#wait();
  }
}
