/** @import { CandidateStats, ConnectionStatistics, Entry, Path } from '../platform/statistics.js' */

/**
 * What a track sends to, or receives from, one participant. Counts and times as in W3C webrtc-stats;
 * null if the browser does not report them.
 * @typedef {Record<string, any> & { trackId: string, trackSid: string, timestamp: number, ssrc: string,
 *   codec: string, packetsLost: number | null }} TrackStats
 */

/** @import { Dimensions } from './video_picture.js' */
/** @typedef {'bytesSent' | 'packetsSent' | 'roundTripTime' | 'jitter'} SentNumbers */
/** @typedef {'bytesReceived' | 'packetsReceived' | 'jitter'} ReceivedNumbers */
/** @typedef {TrackStats & Record<SentNumbers | 'audioLevel', number | null>} LocalAudioTrackStats */
/**
 * @typedef {TrackStats & Record<SentNumbers | 'frameRate' | 'captureFrameRate', number | null> &
 *   Record<'dimensions' | 'captureDimensions', Dimensions | null> &
 *   { qualityLimitationReason: 'none' | 'cpu' | 'bandwidth' | 'other' | null }} LocalVideoTrackStats
 */
/** @typedef {TrackStats & Record<ReceivedNumbers | 'audioLevel', number | null>} RemoteAudioTrackStats */
/**
 * @typedef {TrackStats & Record<ReceivedNumbers | 'frameRate' | 'freezeCount', number | null> &
 *   { dimensions: Dimensions | null }} RemoteVideoTrackStats
 */

/**
 * What is sent and received. A local track has an entry for each participant to whom it is sent.
 * @typedef {object} TracksStats
 * @property {LocalAudioTrackStats[]} localAudioTrackStats
 * @property {LocalVideoTrackStats[]} localVideoTrackStats
 * @property {RemoteAudioTrackStats[]} remoteAudioTrackStats
 * @property {RemoteVideoTrackStats[]} remoteVideoTrackStats
 */

/**
 * All tracks, and the connections one by one, which are Parley's own.
 * @typedef {TracksStats & { peerConnectionId: string, connections: ConnectionReport[] }} StatsReport
 */

/**
 * The connection with one participant.
 * @typedef {object} ConnectionOnly
 * @property {string} peerConnectionId
 * @property {string} participantSid '' until something has arrived from the participant
 * @property {Path | null} path
 * @property {CandidateStats[]} iceCandidateStats of both sides
 */

/** @typedef {TracksStats & ConnectionOnly} ConnectionReport */

/**
 * The owners of tracks: remote ones by their media, local ones by their sid.
 * @typedef {object} Owners
 * @property {(track: MediaStreamTrack) => { trackSid: string, participantSid: string } | undefined} ofReceived
 * @property {(sid: string) => string} localId
 */

/**
 * One report with all tracks, as where one connection carries all of them.
 * @param {ConnectionReport[]} connections
 * @param {{ track: { kind: string, id: string }, trackSid: string }[]} published listed also while they are sent to nobody
 * @returns {StatsReport}
 */
export function statsReport(connections, published) {
  /** @param {'localAudioTrackStats' | 'localVideoTrackStats' | 'remoteAudioTrackStats' | 'remoteVideoTrackStats'} name @returns {any[]} */
  const all = (name) => connections.flatMap((connection) => /** @type {any[]} */ (connection[name]));
  /** @param {'localAudioTrackStats' | 'localVideoTrackStats'} name @param {string} kind */
  const own = (name, kind) => {
    const sent = all(name);
    const unsent = published.filter(({ track, trackSid }) =>
      track.kind === kind && !sent.some((one) => one.trackSid === trackSid));
    return [...sent, ...unsent.map(({ track, trackSid }) => unsentTrackStats(trackSid, track))];
  };
  return {
    peerConnectionId: 'PC0',
    localAudioTrackStats: own('localAudioTrackStats', 'audio'),
    localVideoTrackStats: own('localVideoTrackStats', 'video'),
    remoteAudioTrackStats: all('remoteAudioTrackStats'),
    remoteVideoTrackStats: all('remoteVideoTrackStats'),
    connections,
  };
}

/**
 * @param {string} trackSid
 * @param {{ kind: string, id: string }} track
 * @returns {any} of the kind's type
 */
function unsentTrackStats(trackSid, { kind, id }) {
  return {
    ...common({ timestamp: Date.now(), ssrc: '' }, trackSid, id, ''),
    bytesSent: 0,
    packetsSent: 0,
    packetsLost: null,
    jitter: null,
    roundTripTime: null,
    ...(kind === 'audio' ? { audioLevel: null } : {
      ...picture({}), captureDimensions: null, captureFrameRate: null, qualityLimitationReason: null,
    }),
  };
}

/**
 * @param {number} handle
 * @param {ConnectionStatistics} statistics
 * @param {Owners} owners
 * @returns {ConnectionReport}
 */
export function connectionReport(handle, statistics, { ofReceived, localId }) {
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

/** @param {({ kind: string } & TrackStats)[]} stats @param {string} wanted @returns {any[]} of that kind's type */
function ofKind(stats, wanted) {
  return stats.filter(({ kind }) => kind === wanted).map(({ kind, ...rest }) => rest);
}

/**
 * @template T
 * @param {T | undefined} value
 */
function orNull(value) {
  return value ?? null;
}
