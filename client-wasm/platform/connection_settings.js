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
 * A connection as it was wanted or, where the browser refuses that, as near to it as it does not: a
 * faulty list of ICE servers costs the call only those who are behind a NAT, and what else a page
 * wants less still. That all has to be relayed is never given up.
 * @param {IceConfiguration} ice
 * @param {RTCConfiguration} wanted
 * @returns {RTCPeerConnection}
 * @throws what the browser says, where there are no connections to be had at all
 */
export function createConnection(ice, wanted) {
  const whole = configurationOf(ice, wanted);
  const { iceTransportPolicy, bundlePolicy } = whole;
  const bare = { iceTransportPolicy, bundlePolicy };
  for (const configuration of [whole, { ...whole, iceServers: [] }, { ...bare, iceServers: ice.iceServers }]) {
    try {
      return new RTCPeerConnection(configuration);
    } catch (error) {
      console.warn('Parley: the configuration of a connection was refused.', error);
    }
  }
  return new RTCPeerConnection(bare);
}
