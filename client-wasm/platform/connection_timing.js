/** @typedef {{ start: number, end?: number }} Span milliseconds since 1970; no end if it was not reached */

/** @typedef {'ice' | 'dtls' | 'peerConnection'} Stage */

/**
 * When a connection's stages began and were reached: W3C webrtc-pc sections 5.6.4 (ICE), 5.5.1 (DTLS)
 * and 4.4.3 (both). Stages that the browser does not report are absent.
 */
export class ConnectionTiming {
  /** @type {Map<Stage, Span>} */
  spans = new Map();
  #connection;
  #reached;
  #changed;
  /** @type {RTCDtlsTransport | null} */
  #transport = null;

  /**
   * @param {RTCPeerConnection} connection
   * @param {{ reached: (stage: Stage) => void, changed: () => void }} told
   */
  constructor(connection, { reached, changed }) {
    this.#connection = connection;
    this.#reached = reached;
    this.#changed = changed;
    connection.addEventListener('iceconnectionstatechange', () => this.#look());
    connection.addEventListener('connectionstatechange', () => this.#look());
    // The transport exists from the first description on.
    connection.addEventListener('signalingstatechange', () => this.#look());
  }

  /** Whether all stages that the browser reports were reached. */
  get isConnected() {
    const shown = /** @type {Stage[]} */ (this.#transport ? ['ice', 'dtls', 'peerConnection'] : ['ice', 'peerConnection']);
    return shown.every((stage) => this.spans.get(stage)?.end !== undefined);
  }

  #look() {
    const { iceConnectionState, connectionState } = this.#connection;
    this.#watchTransport();
    this.#note('ice', iceConnectionState, 'checking', ['connected', 'completed']);
    this.#note('dtls', this.#transport?.state, 'connecting', ['connected']);
    this.#note('peerConnection', connectionState, 'connecting', ['connected']);
    this.#changed();
  }

  #watchTransport() {
    if (this.#transport) return;
    const senders = this.#connection.getSenders();
    this.#transport = senders.map(({ transport }) => transport ?? null).find((one) => one !== null) ?? null;
    this.#transport?.addEventListener('statechange', () => this.#look());
  }

  /**
   * @param {Stage} stage
   * @param {string | undefined} state
   * @param {string} beginning
   * @param {string[]} ending
   */
  #note(stage, state = '', beginning, ending) {
    const isReached = ending.includes(state);
    if (state !== beginning && !isReached) return;
    const now = performance.timeOrigin + performance.now();
    // A stage so fast that its beginning was not reported took no time.
    const span = this.spans.get(stage) ?? { start: now };
    this.spans.set(stage, span);
    if (!isReached || span.end !== undefined) return;
    span.end = now;
    this.#reached(stage);
  }
}
