/**
 * What the core measures of a connection: times in milliseconds, losses from 0 to 1.
 * @typedef {object} MeasuredQuality
 * @property {number} level 0 (no connection) to 5 (good)
 * @property {number} roundTripTime
 * @property {number} jitter
 * @property {number} packetLossReceived
 * @property {number} packetLossSent
 */

/**
 * One direction; times in seconds.
 * @typedef {object} DirectionQuality
 * @property {{ actual: number | null, available: number | null, level: number | null } | null} bandwidth always null: nothing
 *   measures it
 * @property {{ jitter: number, rtt: number, level: number }} latency
 * @property {{ fractionLost: number, level: number }} fractionLost
 */

/**
 * @typedef {object} MediaQuality
 * @property {number} send
 * @property {number} recv
 * @property {DirectionQuality | null} sendStats null unless verbosity 3 was asked for, like the next
 * @property {DirectionQuality | null} recvStats
 */

/** @typedef {MeasuredQuality & { audio: MediaQuality, video: MediaQuality }} NetworkQualityStats */

/**
 * In the shape of twilio-video.js. One connection carries all tracks, so both kinds have the same quality.
 * @param {MeasuredQuality} measured
 * @param {number} verbosity 2 or 3
 * @returns {NetworkQualityStats}
 */
export function networkQualityStats(measured, verbosity) {
  const { level, roundTripTime, jitter, packetLossReceived, packetLossSent } = measured;
  /** @param {number} fractionLost @returns {DirectionQuality | null} */
  const direction = (fractionLost) => (verbosity < 3 ? null : {
    bandwidth: null,
    latency: { jitter: jitter / 1000, rtt: roundTripTime / 1000, level },
    fractionLost: { fractionLost, level },
  });
  const media = () => ({
    send: level, recv: level, sendStats: direction(packetLossSent), recvStats: direction(packetLossReceived),
  });
  return { ...measured, audio: media(), video: media() };
}
