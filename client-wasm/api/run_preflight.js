/** @import { Span, Stage } from '../platform/connection_timing.js' */
/** @import { ConnectionSettings } from '../platform/connection_settings.js' */
/** @import { CandidateStats } from '../platform/statistics.js' */
/** @import { ConnectOptions } from './connect_options.js' */
/** @import { Room } from './room.js' */
/** @import { ConnectionReport, StatsReport } from './stats_report.js' */
import { grantsOf } from './access_token.js';
import { enter } from './connect.js';
import { EventEmitter } from './event_emitter.js';
import { ParleyError } from './errors.js';
import { createSid } from './sid.js';
import { artificialTracks } from '../platform/artificial_media.js';
import { ConnectionTiming } from '../platform/connection_timing.js';

const DEFAULT_DURATION_MS = 10_000;
const SAMPLE_EVERY_MS = 1000;
/** How much longer the test waits for a round-trip time, which RTCP measures only occasionally. */
const ROUND_TRIP_PATIENCE_MS = 5000;
/** From the start to the first media; ICE alone takes 15 s to fail. */
const PATIENCE_MS = 20_000;

/** @typedef {Pick<ConnectOptions, 'server' | 'iceServers' | 'iceTransportPolicy' | 'region'> & { duration?: number }} PreflightOptions */

/** @typedef {{ average: number, min: number, max: number } | null} Summary */

/**
 * Milliseconds, since 1970 or each other; no end if it was not reached.
 * @typedef {{ start: number, end?: number, duration?: number }} TimeMeasurement
 */

/**
 * The result. Times are in milliseconds, but jitter is in seconds; losses in per cent.
 * @typedef {object} PreflightReport
 * @property {TimeMeasurement} testTiming
 * @property {Record<'connect' | 'ice' | 'dtls' | 'peerConnection' | 'media', TimeMeasurement>} networkTiming
 *   `connect`: from the start until the room is entered; `media`: from there to the first picture; the
 *   others: the sender's connection
 * @property {{ rtt: Summary, jitter: Summary, packetLoss: Summary }} stats
 * @property {{ localCandidate: CandidateStats, remoteCandidate: CandidateStats } | null} selectedIceCandidatePairStats
 * @property {CandidateStats[]} iceCandidateStats of both sides
 * @property {ConnectionReport['path']} selectedPath direct or relayed, over UDP or TCP; Parley's own
 * @property {number | null} networkQualityLevel 1 to 5
 * @property {{ name: string, duration: number }[]} progressEvents when each was reached
 */

/**
 * @typedef {object} PreflightEvents
 * @property {[name: string]} progress "mediaAcquired", "connected", then "iceConnected", "dtlsConnected"
 *   and "peerConnectionConnected" as they happen, "mediaSubscribed", "mediaStarted"
 * @property {[report: PreflightReport]} completed
 * @property {[error: Error, report: PreflightReport]} failed
 */

/** @type {Record<Stage, string>} */
const PROGRESS = { ice: 'iceConnected', dtls: 'dtlsConnected', peerConnection: 'peerConnectionConnected' };

/**
 * A call from the page to itself.
 * @extends {EventEmitter<PreflightEvents>}
 */
export class PreflightTest extends EventEmitter {
  #stopping = new AbortController();
  #start = timeNow();
  /** @type {Map<Stage, Span>} of the sender's latest connection */
  #stages = new Map();
  /** @type {{ name: string, duration: number }[]} */
  #reached = [];
  /** @type {Room[]} */
  #rooms = [];
  /** @type {{ rtt: number[], jitter: number[], packetLoss: number[] }} */
  #samples = { rtt: [], jitter: [], packetLoss: [] };
  /** @type {ConnectionReport['path']} */
  #path = null;
  /** @type {CandidateStats[]} */
  #candidates = [];

  /**
   * @param {string} token
   * @param {PreflightOptions} options
   */
  constructor(token, options) {
    super();
    // Later, so that the caller can add listeners first.
    queueMicrotask(() => this.#run(token, options));
  }

  /** Ends the test early: `failed` follows. */
  stop() {
    this.#stopping.abort(new Error('stopped'));
  }

  /**
   * @param {string} token
   * @param {PreflightOptions} options
   */
  async #run(token, { duration = DEFAULT_DURATION_MS, ...options }) {
    /** @type {ReturnType<typeof artificialTracks> | undefined} */
    let media;
    const timer = setTimeout(() => {
      this.#stopping.abort(new ParleyError('media-connection-failed', 'No media arrived in time.'));
    }, PATIENCE_MS);
    try {
      media = artificialTracks();
      this.#progress('mediaAcquired');
      // A token for one room does not open another.
      const name = grantsOf(token).room || `preflight-${createSid('')}`;
      await this.#unlessStopped(this.#call(token, { ...options, name }, media.tracks));
      clearTimeout(timer);
      await this.#unlessStopped(this.#measure(duration));
      this.#end(media);
      this.emit('completed', this.#report());
    } catch (error) {
      clearTimeout(timer);
      this.#end(media);
      this.emit('failed', /** @type {Error} */ (error), this.#report());
    }
  }

  /**
   * One side sends, the other receives; both are this page.
   * @param {string} token
   * @param {ConnectOptions} options
   * @param {MediaStreamTrack[]} tracks
   */
  async #call(token, options, tracks) {
    const common = { ...options, identity: 'Preflight' };
    const receiver = await this.#enter(token, { ...common, tracks: [], networkQuality: { local: 1, remote: 1 } });
    const subscribed = once(receiver, 'trackSubscribed');
    const started = once(receiver, 'trackStarted');
    /** @type {(value: void) => void} */
    let connected = () => {};
    /** @type {Promise<void>} */
    const untilConnected = new Promise((resolve) => {
      connected = resolve;
    });
    const created = (/** @type {RTCPeerConnection} */ connection) => this.#watch(connection, connected);
    await this.#enter(token, { ...common, tracks }, created);
    this.#progress('connected');
    await Promise.all([untilConnected, subscribed]);
    this.#progress('mediaSubscribed');
    await started;
    this.#progress('mediaStarted');
  }

  /**
   * @param {string} token
   * @param {ConnectOptions} options
   * @param {ConnectionSettings['created']} [created]
   */
  async #enter(token, options, created) {
    const { signal } = this.#stopping;
    const room = await enter(token, options, { cancelled: signal, created });
    this.#rooms.push(room);
    // Then neither the timeout's "no media" error nor an empty report.
    room.once('disconnected', (_, error) => error && this.#stopping.abort(error));
    // Stopped just as the room was entered, when the earlier rooms had already been left.
    if (signal.aborted) room.disconnect();
    signal.throwIfAborted();
    return room;
  }

  /**
   * @param {RTCPeerConnection} connection
   * @param {() => void} connected
   */
  #watch(connection, connected) {
    const timing = new ConnectionTiming(connection, {
      reached: (stage) => this.#progress(PROGRESS[stage]),
      changed: () => timing.isConnected && connected(),
    });
    this.#stages = timing.spans;
  }

  /** @param {number} duration */
  async #measure(duration) {
    const end = performance.now() + duration;
    const isOver = () => performance.now() >= (this.#samples.rtt.length > 0 ? end : end + ROUND_TRIP_PATIENCE_MS);
    do {
      await new Promise((resolve) => setTimeout(resolve, Math.min(SAMPLE_EVERY_MS, duration)));
      const [[received], [sent]] = await Promise.all(this.#rooms.map((room) => room.getStats()));
      const [connection] = received?.connections ?? [];
      if (connection) this.#sample(connection, sent);
    } while (!isOver() && !this.#stopping.signal.aborted);
  }

  /**
   * @param {ConnectionReport} received
   * @param {StatsReport} [sent]
   */
  #sample({ path, iceCandidateStats, remoteAudioTrackStats, remoteVideoTrackStats }, sent) {
    this.#path = path ?? this.#path;
    this.#candidates = iceCandidateStats;
    // Not every Firefox reports this for ICE; all report it for what was sent.
    const roundTrip = path?.roundTripTime ?? sent?.localVideoTrackStats[0]?.roundTripTime ?? null;
    if (roundTrip !== null) this.#samples.rtt.push(roundTrip * 1000);
    for (const { jitter, packetsLost, packetsReceived } of [...remoteAudioTrackStats, ...remoteVideoTrackStats]) {
      if (jitter !== null) this.#samples.jitter.push(jitter);
      const lost = Math.max(packetsLost ?? 0, 0);
      const all = lost + (packetsReceived ?? 0);
      if (all > 0) this.#samples.packetLoss.push((100 * lost) / all);
    }
  }

  /** @param {string} name */
  #progress(name) {
    if (this.#reached.some((one) => one.name === name)) return;
    this.#reached.push({ name, duration: timeNow() - this.#start });
    this.emit('progress', name);
  }

  /** @returns {PreflightReport} */
  #report() {
    const at = (/** @type {string} */ name) => {
      const duration = this.#reached.find((one) => one.name === name)?.duration;
      return duration === undefined ? undefined : this.#start + duration;
    };
    const stage = (/** @type {Stage} */ name) => {
      const { start = this.#start, end } = this.#stages.get(name) ?? {};
      return span(start, end);
    };
    const [receiver] = this.#rooms;
    const { rtt, jitter, packetLoss } = this.#samples;
    return {
      testTiming: span(this.#start, timeNow()),
      networkTiming: {
        connect: span(this.#start, at('connected')),
        ice: stage('ice'),
        dtls: stage('dtls'),
        peerConnection: stage('peerConnection'),
        media: span(at('connected') ?? this.#start, at('mediaStarted')),
      },
      stats: { rtt: summary(rtt), jitter: summary(jitter), packetLoss: summary(packetLoss) },
      selectedIceCandidatePairStats: this.#path && {
        localCandidate: this.#path.localCandidate,
        remoteCandidate: this.#path.remoteCandidate,
      },
      iceCandidateStats: this.#candidates,
      selectedPath: this.#path,
      networkQualityLevel: receiver?.localParticipant.networkQualityLevel ?? null,
      progressEvents: this.#reached,
    };
  }

  /** @param {{ stop(): void }} [media] */
  #end(media) {
    for (const room of this.#rooms) room.disconnect();
    media?.stop();
  }

  /** @param {Promise<void>} promise */
  #unlessStopped(promise) {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason));
      promise.then(resolve, reject);
    });
  }
}

/**
 * Makes a short call from this page to itself, with the server and ICE servers of any call.
 * @param {string} token for a separate room, or for any room; '' for a server that requires none
 * @param {PreflightOptions} [options]
 * @returns {PreflightTest}
 */
export function runPreflight(token, options = {}) {
  return new PreflightTest(token, options);
}

/** Milliseconds since 1970, by a monotonic clock. */
function timeNow() {
  return performance.timeOrigin + performance.now();
}

/**
 * @param {number} start
 * @param {number} [end]
 * @returns {TimeMeasurement}
 */
function span(start, end) {
  return end === undefined ? { start } : { start, end, duration: end - start };
}

/**
 * @param {Room} room
 * @param {'trackSubscribed' | 'trackStarted'} event
 * @returns {Promise<void>}
 */
function once(room, event) {
  return new Promise((resolve) => {
    room.once(event, () => resolve());
  });
}

/**
 * @param {number[]} values
 * @returns {Summary}
 */
function summary(values) {
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return { average: sum / values.length, min: Math.min(...values), max: Math.max(...values) };
}
