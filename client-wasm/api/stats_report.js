/** @import { CandidateStats, ConnectionStatistics, Entry, Path } from '../platform/statistics.js' */

/**
 * What a track sends to, or receives from, one participant. Counts and times as in W3C webrtc-stats;
 * null if the browser does not report them.
 * @typedef {Record<string, any> & { trackId: string, trackSid: string, timestamp: number, ssrc: string,
 *   codec: string, packetsLost: number | null }} TrackStats
 */

/**
 * The connection with one participant. `participantSid`, `path` and
 * `iceCandidateStats` are Parley's own.
 * @typedef {object} StatsReport
 * @property {string} peerConnectionId
 * @property {string} participantSid '' until something has arrived from the participant
 * @property {Path | null} path
 * @property {CandidateStats[]} iceCandidateStats of both sides
 * @property {TrackStats[]} localAudioTrackStats
 * @property {TrackStats[]} localVideoTrackStats
 * @property {TrackStats[]} remoteAudioTrackStats
 * @property {TrackStats[]} remoteVideoTrackStats
 */

/**
 * The owners of tracks: remote ones by their media, local ones by their sid.
 * @typedef {object} Owners
 * @property {(track: MediaStreamTrack) => { trackSid: string, participantSid: string } | undefined} ofReceived
 * @property {(sid: string) => string} localId
 */

/**
 * @param {number} handle
 * @param {ConnectionStatistics} statistics
 * @param {Owners} owners
 * @returns {StatsReport}
 */
export function statsReport(handle, statistics, { ofReceived, localId }) {
  const sent = statistics.sent.map(({ sid, entry, codec, remote, source }) => ({
    kind: entry.kind,
    ...common(entry, sid, localId(sid), codec),
    bytesSent: orNull(entry.bytesSent),
    packetsSent: orNull(entry.packetsSent),
    packetsLost: orNull(remote?.packetsLost),
    jitter: orNull(remote?.jitter),
    roundTripTime: orNull(remote?.roundTripTime),
    ...(entry.kind === 'audio' ? { audioLevel: orNull(source?.audioLevel) } : {
      ...picture(entry),
      captureDimensions: size(source),
      captureFrameRate: orNull(source?.framesPerSecond),
      qualityLimitationReason: orNull(entry.qualityLimitationReason),
    }),
  }));
  let participantSid = '';
  const received = statistics.received.map(({ track, entry, codec }) => {
    const known = ofReceived(track);
    participantSid = known?.participantSid ?? participantSid;
    return {
      kind: entry.kind,
      ...common(entry, known?.trackSid ?? '', track.id, codec),
      bytesReceived: orNull(entry.bytesReceived),
      packetsReceived: orNull(entry.packetsReceived),
      packetsLost: orNull(entry.packetsLost),
      jitter: orNull(entry.jitter),
      ...(entry.kind === 'audio' ? { audioLevel: orNull(entry.audioLevel) } : {
        ...picture(entry),
        framesDecoded: orNull(entry.framesDecoded),
        freezeCount: orNull(entry.freezeCount),
      }),
    };
  });
  const { path, candidates: iceCandidateStats } = statistics;
  return {
    peerConnectionId: `PC${handle}`,
    participantSid,
    path,
    iceCandidateStats,
    localAudioTrackStats: ofKind(sent, 'audio'),
    localVideoTrackStats: ofKind(sent, 'video'),
    remoteAudioTrackStats: ofKind(received, 'audio'),
    remoteVideoTrackStats: ofKind(received, 'video'),
  };
}

/**
 * @param {Entry} entry
 * @param {string} trackSid
 * @param {string} trackId
 * @param {string} codec
 */
function common(entry, trackSid, trackId, codec) {
  return { trackId, trackSid, timestamp: entry.timestamp, ssrc: String(entry.ssrc), codec };
}

/** @param {Entry} entry */
function picture(entry) {
  return { dimensions: size(entry, 'frameWidth', 'frameHeight'), frameRate: orNull(entry.framesPerSecond) };
}

/** @param {Entry} [entry] @param {string} [width] @param {string} [height] */
function size(entry, width = 'width', height = 'height') {
  return entry?.[width] ? { width: entry[width], height: entry[height] } : null;
}

/** @param {({ kind: string } & TrackStats)[]} stats @param {string} wanted */
function ofKind(stats, wanted) {
  return stats.filter(({ kind }) => kind === wanted).map(({ kind, ...rest }) => /** @type {TrackStats} */ (rest));
}

/**
 * @template T
 * @param {T | undefined} value
 */
function orNull(value) {
  return value ?? null;
}
