/** @import { CodecPreferences } from './codec_preferences.js' */

/** @typedef {Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>} IceConfiguration */

/**
 * What a page wants of all its connections.
 * @typedef {object} ConnectionSettings
 * @property {RTCConfiguration} configuration
 * @property {CodecPreferences} codecs
 * @property {(connection: RTCPeerConnection) => void} [created] is shown each one, before anything has
 *   happened to it
 */

/** @type {ConnectionSettings} */
export const DEFAULT_SETTINGS = { configuration: {}, codecs: { audio: [], video: [] } };

/**
 * What a page says of ICE servers holds instead of what the server says; that all has to be relayed
 * holds whoever says it.
 * @param {IceConfiguration} ice what the server says
 * @param {RTCConfiguration} wanted what the page says
 * @returns {RTCConfiguration}
 */
export function configurationOf(ice, wanted) {
  const relayed = [ice, wanted].some((one) => one.iceTransportPolicy === 'relay');
  return {
    ...ice,
    ...wanted,
    iceTransportPolicy: relayed ? 'relay' : 'all',
    // One transport for all media: partial ICE restarts fail in Chromium and Firefox.
    bundlePolicy: 'max-bundle',
  };
}

/**
 * @param {RTCConfiguration} configuration
 * @returns {RTCPeerConnection}
 */
export function createConnection(configuration) {
  try {
    return new RTCPeerConnection(configuration);
  } catch (error) {
    // A faulty list from the server costs the call only those who are behind a NAT.
    console.warn('Parley: the list of ICE servers was refused.', error);
    return new RTCPeerConnection({ ...configuration, iceServers: [] });
  }
}
