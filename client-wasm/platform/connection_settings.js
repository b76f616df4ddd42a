/** @import { CodecPreferences } from './codec_preferences.js' */
/** @import { DescriptionSeal } from './description_seal.js' */
/** @import { MediaEncryption } from './encryption/media_encryption.js' */

/** @typedef {Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>} IceConfiguration */

/**
 * A page's settings for all its connections.
 * @typedef {object} ConnectionSettings
 * @property {RTCConfiguration} configuration
 * @property {CodecPreferences} codecs
 * @property {DescriptionSeal | null} seal with the secret that those in the call share
 * @property {(() => Promise<MediaEncryption>) | null} encryption of what goes through an SFU, with that secret
 * @property {boolean} dtx silence is not sent
 * @property {boolean} dscp packets are marked for routers, where the browser and the network allow that
 * @property {(connection: RTCPeerConnection) => void} [created] gets each connection before anything has
 *   happened to it
 */

/** @type {ConnectionSettings} */
export const DEFAULT_SETTINGS = { configuration: {}, codecs: { audio: [], video: [] }, seal: null, encryption: null, dtx: false, dscp: false };

/**
 * A page's ICE servers replace the server's; if either of the two requires relaying, everything is
 * relayed.
 * @param {IceConfiguration} ice the server's configuration
 * @param {RTCConfiguration} wanted the page's configuration
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
 * A connection as configured or, if the browser refuses that, as close to it as possible: a faulty list
 * of ICE servers only affects participants behind a NAT, and other settings of a page matter even less.
 * A requirement to relay everything is never dropped.
 * @param {IceConfiguration} ice
 * @param {RTCConfiguration} wanted
 * @returns {RTCPeerConnection}
 * @throws the browser's error if it cannot create connections at all
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
