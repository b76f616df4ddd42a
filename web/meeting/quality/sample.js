/** @import { ConnectionReport, TrackStats } from '../../../client-wasm/api/stats_report.js' */

/**
 * How the connection to one participant is at a moment; null for what is not known.
 * @typedef {object} Sample
 * @property {number | null} roundTrip in milliseconds
 * @property {number | null} loss of what was sent to us since the last sample, in percent
 * @property {number | null} receiving in kbit/s
 * @property {number | null} sending in kbit/s
 * @property {string} picture such as "960 × 540", '' for none
 * @property {number | null} frameRate
 * @property {string} codecs such as "VP8, opus"
 * @property {'direct' | 'relay' | ''} path
 * @property {string} protocol such as "udp"
 */

/** @typedef {'good' | 'fair' | 'poor' | 'unknown'} Grade */

/**
 * @param {ConnectionReport} report
 * @param {ConnectionReport | undefined} before the one before it of the same connection
 * @returns {Sample}
 */
export function sampleOf(report, before) {
  const received = [...report.remoteVideoTrackStats, ...report.remoteAudioTrackStats];
  const sent = [...report.localVideoTrackStats, ...report.localAudioTrackStats];
  const earlier = before && {
    received: [...before.remoteVideoTrackStats, ...before.remoteAudioTrackStats],
    sent: [...before.localVideoTrackStats, ...before.localAudioTrackStats],
  };
  // The browser goes on counting for a screen that is no longer shared, and whose track is nobody's.
  const [video] = report.remoteVideoTrackStats.filter(({ trackSid }) => trackSid)
    .sort((one, other) => area(other) - area(one));
  const { dimensions = null, frameRate = null } = video ?? {};
  const { path } = report;
  return {
    roundTrip: path?.roundTripTime == null ? null : path.roundTripTime * 1000,
    loss: earlier ? lossOf(received, earlier.received) : null,
    receiving: earlier ? rateOf(received, earlier.received, 'bytesReceived') : null,
    sending: earlier ? rateOf(sent, earlier.sent, 'bytesSent') : null,
    picture: dimensions ? `${dimensions.width} × ${dimensions.height}` : '',
    frameRate,
    codecs: [...new Set(received.map(({ codec }) => codec).filter(Boolean))].join(', '),
    path: path ? (path.relayed ? 'relay' : 'direct') : '',
    protocol: path?.protocol ?? '',
  };
}

/**
 * @param {number | null} level RemoteParticipant.networkQualityLevel
 * @returns {Grade}
 */
export function gradeOf(level) {
  // 0 is no connection, which the tile says in words.
  if (level === null || level === 0) return 'unknown';
  if (level <= 2) return 'poor';
  return level === 3 ? 'fair' : 'good';
}

/** @param {TrackStats} figures */
function area({ dimensions }) {
  return dimensions ? dimensions.width * dimensions.height : 0;
}

/**
 * The growth of a count over all tracks that were there before too.
 * @param {TrackStats[]} now
 * @param {TrackStats[]} before
 * @param {(figures: TrackStats) => number} count
 */
function growth(now, before, count) {
  const counts = new Map(before.map((figures) => [figures.trackSid, count(figures)]));
  return now.reduce((sum, figures) => {
    const earlier = counts.get(figures.trackSid);
    // A connection that was replaced counts from zero.
    return earlier === undefined ? sum : sum + Math.max(0, count(figures) - earlier);
  }, 0);
}

/**
 * @param {TrackStats[]} now
 * @param {TrackStats[]} before
 */
function lossOf(now, before) {
  const lost = growth(now, before, ({ packetsLost }) => packetsLost ?? 0);
  const arrived = growth(now, before, ({ packetsReceived }) => packetsReceived ?? 0);
  return lost + arrived === 0 ? null : (100 * lost) / (lost + arrived);
}

/**
 * @param {TrackStats[]} now
 * @param {TrackStats[]} before
 * @param {'bytesReceived' | 'bytesSent'} count
 */
function rateOf(now, before, count) {
  const passed = (now[0]?.timestamp ?? 0) - (before[0]?.timestamp ?? 0);
  // Bits in a millisecond are kilobits in a second.
  return passed > 0 ? (8 * growth(now, before, (figures) => figures[count] ?? 0)) / passed : null;
}
