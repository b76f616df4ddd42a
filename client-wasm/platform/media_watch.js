/** @import { Client } from '../bindings/client.js' */
/** @import { PeerConnection } from './peer_connection.js' */
import { MutedPlayback } from './muted_playback.js';

const LEVELS_EVERY_MS = 200;
const STATISTICS_EVERY_MS = 2000;

/** Regularly reports to the client how loud the others are, and how good their connections are. */
export class MediaWatch {
  #client;
  #connections;
  /** @type {Map<'levels' | 'statistics', ReturnType<typeof setInterval>>} */
  #timers = new Map();
  #playback = new MutedPlayback();

  /**
   * @param {Client} client
   * @param {Map<number, PeerConnection>} connections by handle
   */
  constructor(client, connections) {
    this.#client = client;
    this.#connections = connections;
  }

  watchLevels() {
    this.#every('levels', LEVELS_EVERY_MS, () => {
      this.#playback.play([...this.#connections.values()].flatMap((connection) => connection.receivedSound));
      for (const [handle, connection] of [...this.#connections]) {
        this.#client.audioLevel(handle, Math.round(connection.audioLevel * 1000));
      }
    });
  }

  watchStatistics() {
    this.#every('statistics', STATISTICS_EVERY_MS, () => {
      for (const [handle, connection] of this.#connections) this.#reportStatistics(handle, connection);
    });
  }

  stop() {
    for (const timer of this.#timers.values()) clearInterval(timer);
    this.#timers.clear();
    this.#playback.play([]);
  }

  /**
   * @param {number} handle
   * @param {PeerConnection} connection
   */
  async #reportStatistics(handle, connection) {
    const counters = await connection.counters();
    // It may have been closed in the meantime, and the client with it.
    if (!counters || !this.#timers.has('statistics')) return;
    const [roundTrip, jitter] = [counters.roundTrip, counters.jitter].map(Math.round);
    this.#client.connectionStatistics(handle, roundTrip, jitter, counters.packetsReceived,
        counters.packetsLost, counters.packetsSent, counters.sentPacketsLost, counters.bytesSent >>> 0,
        counters.available, counters.pictureBytesReceived >>> 0);
  }

  /**
   * @param {'levels' | 'statistics'} name
   * @param {number} interval
   * @param {() => void} report
   */
  #every(name, interval, report) {
    if (!this.#timers.has(name)) this.#timers.set(name, setInterval(report, interval));
  }
}
