const SUBPROTOCOL = 'parley.1';

// RFC 6455 section 7.4: 4000 and up are for applications.
const NORMAL_CLOSURE = 1000;
const RESUMING = 4000;

/**
 * @typedef {object} SocketEvents
 * @property {() => void} opened
 * @property {(text: string) => void} message
 * @property {() => void} closed  called once for each socket, whether it failed, was lost or was closed
 */

/** The current WebSocket. Late events from earlier ones are ignored. */
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
      // An invalid URL, or ws: on an https: page. Reported later: this runs inside a call of Wasm.
      queueMicrotask(this.#events.closed);
    }
  }

  /** @param {string} text dropped if the socket is not open */
  send(text) {
    if (this.#current?.readyState === WebSocket.OPEN) this.#current.send(text);
  }

  /**
   * Closes the socket; no event follows.
   * @param {boolean} [resuming] another socket replaces it, so the server must not treat it as
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
      // The protocol is text; a binary frame could only be a mistake of the server.
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
