/**
 * The results of the checks, in the order in which they run; undefined for those that did not run.
 * @typedef {object} Findings
 * @property {boolean} [browser] can hold a call
 * @property {boolean} [secure] the page came over https or from this machine
 * @property {import('../../client-wasm/platform/media_devices.js').MediaProblem | null} [microphone]
 * @property {import('../../client-wasm/platform/media_devices.js').MediaProblem | null} [camera]
 * @property {'' | 'unreachable' | 'websocket' | 'refused' | 'origin'} [server] '' for no problem; `websocket`: it answers
 *   requests, but no WebSocket opens
 * @property {'' | 'no-media'} [media]
 * @property {boolean} [isRelayed]
 * @property {number | null} [networkQualityLevel] 1 to 5
 */

/** @typedef {'secure' | 'browser' | 'server' | 'websocket' | 'refused' | 'origin' | 'media' | 'devices' | 'microphone' | 'camera' | 'weak' | 'relay' | 'good'} Verdict */

/** At this level and below it, people begin to speak at the same time, or miss words. */
const WEAK = 2;

/**
 * The most important result, as the message to show: what prevents any call before what only makes it
 * worse.
 * @param {Findings} findings
 * @returns {Verdict}
 */
export function verdictOf({ secure, browser, microphone, camera, server, media, isRelayed, networkQualityLevel }) {
  if (secure === false) return 'secure';
  if (browser === false) return 'browser';
  if (server === 'refused' || server === 'origin' || server === 'websocket') return server;
  if (server) return 'server';
  if (media) return 'media';
  if (microphone && camera) return 'devices';
  if (microphone) return 'microphone';
  if (camera) return 'camera';
  if (networkQualityLevel != null && networkQualityLevel <= WEAK) return 'weak';
  return isRelayed ? 'relay' : 'good';
}
