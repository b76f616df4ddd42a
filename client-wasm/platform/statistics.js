/** @import { PathKind } from '../bindings/client.js' */
/** @typedef {Record<string, any>} Entry one of RTCStatsReport's (W3C webrtc-stats) */

/**
 * What one connection sends and receives.
 * @typedef {object} ConnectionStatistics
 * @property {Path | null} path null before there is one
 * @property {CandidateStats[]} candidates of both sides
 * @property {{ sid: string, entry: Entry, codec: string,
 *   remote: Entry | undefined, source: Entry | undefined }[]} sent
 * @property {{ track: MediaStreamTrack, entry: Entry, codec: string }[]} received
 */

/**
 * An ICE candidate, with twilio-video.js' field names; fields that the browser does not report are absent.
 * @typedef {object} CandidateStats
 * @property {string} [transportId]
 * @property {string} [candidateType]
 * @property {number} [port]
 * @property {string} [address]
 * @property {number} [priority]
 * @property {string} [protocol]
 * @property {string} [url] the URL of the server that it comes from
 * @property {string} [relayProtocol]
 */

const CANDIDATE_FIELDS = /** @type {const} */ ([
  'transportId', 'candidateType', 'port', 'address', 'priority', 'protocol', 'url', 'relayProtocol',
]);

/**
 * How the two sides reach each other.
 * @typedef {object} Path
 * @property {string} local candidate type: "host", "srflx", "prflx" or "relay"
 * @property {string} remote
 * @property {boolean} relayed over a TURN server
 * @property {string} protocol "udp" or "tcp"
 * @property {number | null} roundTripTime in seconds
 * @property {number | null} availableOutgoingBitrate
 * @property {CandidateStats} localCandidate
 * @property {CandidateStats} remoteCandidate
 */

/**
 * @param {RTCPeerConnection} connection
 * @param {Map<string, RTCRtpSender>} senders by the sid of the track
 * @returns {Promise<ConnectionStatistics>}
 */
export async function readStatistics(connection, senders) {
  const report = await connection.getStats();
  /** @type {ConnectionStatistics} */
  const statistics = { path: pathOf(report), candidates: candidatesOf(report), sent: [], received: [] };
  for (const { receiver } of connection.getTransceivers()) {
    const entry = find(report, ({ type, trackIdentifier }) =>
      type === 'inbound-rtp' && trackIdentifier === receiver.track.id);
    if (!entry) continue;
    statistics.received.push({ track: receiver.track, entry, codec: codecOf(report, entry) });
  }
  for (const [sid, sender] of senders) {
    // Asks each sender, because browsers differ in how they report which track an entry belongs to.
    const own = await sender.getStats();
    const entry = find(own, ({ type }) => type === 'outbound-rtp');
    if (!entry) continue;
    statistics.sent.push({
      sid,
      entry,
      codec: codecOf(own, entry),
      remote: own.get(entry.remoteId),
      source: own.get(entry.mediaSourceId),
    });
  }
  return statistics;
}

/**
 * The counters from which the client rates the connection; times in milliseconds.
 * @param {RTCPeerConnection} connection
 */
export async function readCounters(connection) {
  const report = await connection.getStats();
  const path = pathOf(report);
  const counters = {
    roundTrip: (path?.roundTripTime ?? 0) * 1000,
    jitter: 0,
    packetsReceived: 0,
    packetsLost: 0,
    packetsSent: 0,
    sentPacketsLost: 0,
    bytesSent: 0,
    available: Math.round(path?.availableOutgoingBitrate ?? 0),
    pictureBytesReceived: 0,
  };
  for (const entry of /** @type {Iterable<Entry>} */ (report.values())) {
    if (entry.type === 'inbound-rtp') {
      counters.packetsReceived += entry.packetsReceived ?? 0;
      // Duplicate packets make it negative.
      counters.packetsLost += Math.max(entry.packetsLost ?? 0, 0);
      counters.jitter = Math.max(counters.jitter, (entry.jitter ?? 0) * 1000);
      if (entry.kind === 'video') counters.pictureBytesReceived += entry.bytesReceived ?? 0;
    } else if (entry.type === 'outbound-rtp') {
      counters.packetsSent += entry.packetsSent ?? 0;
      counters.bytesSent += (entry.bytesSent ?? 0) + (entry.headerBytesSent ?? 0);
    } else if (entry.type === 'remote-inbound-rtp') {
      counters.sentPacketsLost += Math.max(entry.packetsLost ?? 0, 0);
      // Firefox reports no round-trip time for the path itself.
      if (counters.roundTrip === 0) counters.roundTrip = (entry.roundTripTime ?? 0) * 1000;
    }
  }
  return counters;
}

/**
 * The path of the connection: the type of the local candidate (RFC 8445 section 5.1.1), or 'relay' if
 * the remote one is.
 * @param {RTCPeerConnection} connection
 * @returns {Promise<PathKind>} rejected if the browser has no statistics
 */
export async function readPath(connection) {
  const path = pathOf(await connection.getStats());
  if (path?.relayed) return 'relay';
  if (path?.local === 'host') return 'host';
  // A peer-reflexive address is a reflexive one that the peer discovered, not a STUN server.
  return path?.local === 'srflx' || path?.local === 'prflx' ? 'srflx' : 'unknown';
}

/**
 * How loud the other side is right now, 0 to 1.
 * @param {RTCPeerConnection} connection
 */
export function readAudioLevel(connection) {
  let loudest = 0;
  for (const receiver of connection.getReceivers()) {
    if (receiver.track.kind !== 'audio') continue;
    for (const { audioLevel = 0 } of receiver.getSynchronizationSources()) {
      loudest = Math.max(loudest, audioLevel);
    }
  }
  return loudest;
}

/**
 * @param {RTCStatsReport} report
 * @returns {Path | null}
 */
function pathOf(report) {
  const transport = find(report, ({ type }) => type === 'transport');
  const pair = report.get(transport?.selectedCandidatePairId) ??
    // Firefox has no transport entry, but marks the pair.
    find(report, (entry) => entry.type === 'candidate-pair' && (entry.selected || entry.nominated));
  if (!pair) return null;
  const local = report.get(pair.localCandidateId);
  const remote = report.get(pair.remoteCandidateId);
  return {
    local: local?.candidateType ?? '',
    remote: remote?.candidateType ?? '',
    relayed: local?.candidateType === 'relay' || remote?.candidateType === 'relay',
    protocol: local?.protocol ?? '',
    roundTripTime: pair.currentRoundTripTime ?? null,
    availableOutgoingBitrate: pair.availableOutgoingBitrate ?? null,
    localCandidate: candidateStats(local),
    remoteCandidate: candidateStats(remote),
  };
}

/** @param {RTCStatsReport} report */
function candidatesOf(report) {
  return [.../** @type {Iterable<Entry>} */ (report.values())]
    .filter(({ type }) => type === 'local-candidate' || type === 'remote-candidate')
    .map(candidateStats);
}

/** @param {Entry} [candidate] @returns {CandidateStats} */
function candidateStats(candidate = {}) {
  const known = CANDIDATE_FIELDS.filter((name) => candidate[name] !== undefined && candidate[name] !== null);
  return Object.fromEntries(known.map((name) => [name, candidate[name]]));
}

/**
 * @param {RTCStatsReport} report
 * @param {(entry: Entry) => boolean} condition
 * @returns {Entry | undefined}
 */
function find(report, condition) {
  return [.../** @type {Iterable<Entry>} */ (report.values())].find(condition);
}

/**
 * @param {RTCStatsReport} report
 * @param {Entry} entry
 * @returns {string} such as "VP8"
 */
function codecOf(report, entry) {
  return report.get(entry.codecId)?.mimeType?.split('/')[1] ?? '';
}
