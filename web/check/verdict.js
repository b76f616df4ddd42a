/**
 * What the checks have found, in the order of their being made; undefined where they did not come so far.
 * @typedef {object} Findings
 * @property {boolean} [browser] can hold a call
 * @property {boolean} [secure] the page came over https or from this machine
 * @property {import('../../client-wasm/platform/media_devices.js').MediaProblem | null} [microphone]
 * @property {import('../../client-wasm/platform/media_devices.js').MediaProblem | null} [camera]
 * @property {'' | 'unreachable' | 'refused' | 'origin'} [server] '' for no problem
 * @property {'' | 'no-media'} [media]
 * @property {boolean} [isRelayed]
 * @property {number | null} [networkQualityLevel] 1 to 5
 */

/** @typedef {'secure' | 'browser' | 'server' | 'refused' | 'origin' | 'media' | 'devices' | 'microphone' | 'camera' | 'weak' | 'relay' | 'good'} Verdict */

/** At this level and below it, people begin to speak at the same time, or miss words. */
const WEAK = 2;

/**
 * What matters most of it, as what to tell: what keeps one from any call before what only makes it
 * worse.
 * @param {Findings} findings
 * @returns {Verdict}
 */
export function verdictOf({ secure, browser, microphone, camera, server, media, isRelayed, networkQualityLevel }) {
  if (secure === false) return 'secure';
  if (browser === false) return 'browser';
  if (server === 'refused' || server === 'origin') return server;
  if (server) return 'server';
  if (media) return 'media';
  if (microphone && camera) return 'devices';
  if (microphone) return 'microphone';
  if (camera) return 'camera';
  if (networkQualityLevel != null && networkQualityLevel <= WEAK) return 'weak';
  return isRelayed ? 'relay' : 'good';
}
