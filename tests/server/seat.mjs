// A client of the server without a browser: a WebSocket, and what came over it.

import { once } from 'node:events';

import { WebSocket } from 'ws';

import { until } from '../browser/support/until.mjs';

/**
 * By which clients come in, where that is not a server itself.
 * @typedef {object} Door
 * @property {string} url
 * @property {import('ws').ClientOptions} [options] of the WebSocket
 */

export class Seat {
  /** @type {any[]} */
  messages = [];
  /** @type {number | null} */
  closeCode = null;
  #socket;

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data) => this.messages.push(JSON.parse(`${data}`)));
    // The close follows.
    socket.on('error', () => {});
    socket.on('close', (code) => { this.closeCode = code; });
  }

  /**
   * @param {string | Door} server
   * @param {string} room
   * @param {string[]} [protocols]
   */
  static async open(server, room, protocols = ['parley.1']) {
    const { url, options } = typeof server === 'string' ? { url: server, options: {} } : server;
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/${encodeURIComponent(room)}`, protocols, { origin: url, ...options });
    const seat = new Seat(socket);
    await once(socket, 'open');
    return seat;
  }

  /**
   * Opens one and says HELLO; answers with what the server says to that.
   * @param {string | Door} server @param {string} room @param {object} hello
   */
  static async greet(server, room, hello) {
    const seat = await Seat.open(server, room);
    seat.say({ type: 'HELLO', tracks: [], ...hello });
    const answer = await seat.hear((message) => ['WELCOME', 'ERROR'].includes(message.type));
    return { seat, answer };
  }

  /** @param {object} message */
  say(message) {
    this.#socket.send(JSON.stringify(message));
  }

  /** The first message that is as told. @param {(message: any) => boolean} isIt */
  hear(isIt) {
    return until('the server says it', async () => this.messages.find(isIt));
  }

  /** The next one that is as told, without a pause. @param {(message: any) => boolean} isIt @returns {Promise<any>} */
  next(isIt) {
    return new Promise((resolve) => {
      const listen = (/** @type {import('ws').RawData} */ data) => {
        const message = JSON.parse(`${data}`);
        if (!isIt(message)) return;
        this.#socket.off('message', listen);
        resolve(message);
      };
      this.#socket.on('message', listen);
    });
  }

  async untilClosed() {
    return until('the server closes', async () => this.closeCode, (code) => code !== null);
  }

  close() {
    this.#socket.close(1000);
  }
}
