// The way to the relay. What is said before the socket is open waits for that.

/** @import { Settings } from './seat.js' */

export class RelaySocket {
  #socket;
  opened;

  /** @param {Settings} settings @param {(message: any) => void} receive */
  constructor({ server, room }, receive) {
    this.#socket = new WebSocket(`ws://${server}/${room}`);
    this.#socket.onmessage = ({ data }) => receive(JSON.parse(data));
    this.opened = new Promise((resolve, reject) => {
      this.#socket.addEventListener('open', resolve);
      this.#socket.addEventListener('error', () => reject(new Error('no connection to the relay')));
    });
  }

  /** @param {unknown} message */
  send(message) {
    const text = JSON.stringify(message);
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
    else this.opened.then(() => this.#socket.send(text), () => {});
  }
}
