// Somebody's own site: a few pages of its own, and everything else passed on to Parley's server, so
// that to the browser both are one origin.

import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

/** @type {Record<string, string>} */
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

export class Site {
  #server;
  #sockets = new Set();

  /** @param {http.Server} server */
  constructor(server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /**
   * @param {string} parley the server's URL
   * @param {Record<string, string>} files contents by path, such as "/index.html"
   * @param {Record<string, string>} [fields] that its own files come with
   */
  static async start(parley, files, fields = {}) {
    const { hostname, port: parleyPort } = new URL(parley);
    const server = http.createServer((request, response) => {
      const [path] = (request.url ?? '/').split('?');
      const content = files[path];
      if (content !== undefined) {
        const type = TYPES[path.split('.').at(-1) ?? ''] ?? TYPES.html;
        response.writeHead(200, { ...fields, 'Content-Type': `${type}; charset=utf-8` }).end(content);
        return;
      }
      const { method, headers, url } = request;
      const passed = http.request({ hostname, port: parleyPort, method, headers, path: url, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      request.pipe(passed);
    });
    server.on('upgrade', (request, socket, head) => {
      const lines = request.rawHeaders.flatMap((name, index, all) =>
        index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : []);
      const there = net.connect(Number(parleyPort), hostname, () => {
        there.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        there.write(head);
        there.pipe(socket).pipe(there);
      });
      for (const end of [there, socket]) end.on('error', () => [there, socket].map((one) => one.destroy()));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server);
  }

  /** Without a slash at the end. */
  get url() {
    const address = /** @type {net.AddressInfo} */ (this.#server.address());
    return `http://localhost:${address.port}`;
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
