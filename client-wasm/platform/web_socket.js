const SUBPROTOCOL = 'parley.1';

// RFC 6455 section 7.4: 4000 and up are for applications.
const NORMAL_CLOSURE = 1000;
const RESUMING = 4000;

/**
 * @typedef {object} SocketEvents
 * @property {() => void} opened
 * @property {(text: string) => void} message
 * @property {() => void} closed  once for each socket, whether it failed, was lost or was closed
 */

/** The one current WebSocket: what an earlier one still reports is dropped. */
export class Socket {
  #events;
  /** @type {WebSocket | null} */
  #current = null;

  /** @param {SocketEvents} events */
  constructor(events) {
    this.#events = events;
  }

  /** @param {string} url */
  open(url) {
    this.close(true);
    try {
      this.#listen(new WebSocket(url, SUBPROTOCOL));
    } catch {
      // A URL that is none, or ws: on an https: page. Told later: this runs inside a call of Wasm.
      queueMicrotask(this.#events.closed);
    }
  }

  /** @param {string} text dropped where the socket is not open */
  send(text) {
    if (this.#current?.readyState === WebSocket.OPEN) this.#current.send(text);
  }

  /**
   * Closes the socket; no event follows.
   * @param {boolean} [resuming] it is given up for another, so the server is not to take it for a
   *   leaving
   */
  close(resuming = false) {
    const socket = this.#current;
    this.#current = null;
    socket?.close(resuming ? RESUMING : NORMAL_CLOSURE);
  }

  /** @param {WebSocket} socket */
  #listen(socket) {
    this.#current = socket;
    const isCurrent = () => this.#current === socket;
    socket.onopen = () => {
      if (isCurrent()) this.#events.opened();
    };
    socket.onmessage = ({ data }) => {
      // The protocol is text; a binary frame could only be a fault of the server's.
      if (isCurrent() && typeof data === 'string') this.#events.message(data);
    };
    // "close" comes after every "error" too.
    socket.onclose = () => {
      if (!isCurrent()) return;
      this.#current = null;
      this.#events.closed();
    };
  }
}
