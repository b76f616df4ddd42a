/** @import { BandwidthMode, Client, TrackPriority, VideoQuality } from '../bindings/client.js' */
/** @import { CodecPreferences } from '../platform/codec_preferences.js' */
/** @import { ConnectionSettings } from '../platform/connection_settings.js' */
/** @import { LocalTracksOptions } from './create_local_tracks.js' */
/** @import { LocalTrack } from './local_participant.js' */
/** @import { LogLevel, LogLevels } from './logger.js' */
/** @import { SignalingEvent } from './room_log.js' */

import { ParleyError } from './errors.js';
import { SECRET_LENGTH } from './limits.js';
import { DescriptionSeal } from '../platform/description_seal.js';
import { canEncryptMedia, startEncryption } from './media_encryption.js';
import { toWellFormed } from '../platform/well_formed.js';

/** @typedef {{ local?: number, remote?: number }} NetworkQualityConfiguration 0 to 3 each */

/**
 * What a page receives of the others' video.
 * @typedef {object} VideoBandwidthProfile
 * @property {'auto' | 'manual'} [clientTrackSwitchOffControl]
 * @property {'auto' | 'manual'} [contentPreferencesMode]
 * @property {BandwidthMode} [mode] like all that follow, for what comes through an SFU
 * @property {TrackPriority} [dominantSpeakerPriority]
 * @property {number} [maxSubscriptionBitrate] bit/s
 * @property {'detected' | 'predicted' | 'disabled'} [trackSwitchOffMode]
 * @property {number} [maxTracks] older, and switches `clientTrackSwitchOffControl` off
 * @property {unknown} [renderDimensions] older, and switches `contentPreferencesMode` off
 */

/**
 * As in twilio-video.js, and Parley's own: `identity`, the name that others see, if no token gives it;
 * `server`, its address, by default where this script came from; `password`; `onWaiting`. Wrong or unknown
 * options are ignored. docs/library.md explains each of them.
 * @typedef {object} OwnOptions
 * @property {string | null} [name] the room's name
 * @property {string} [identity]
 * @property {string} [server]
 * @property {string} [password] the room's password, if it has one
 * @property {string} [sharedSecret] what everyone in the call has and the server has not: 16 characters at least, random
 * @property {() => void} [onWaiting] called if a host has to let us in first, and again if the
 *   connection was lost in the meantime
 * @property {(LocalTrack | MediaStreamTrack)[]} [tracks] in place of `audio` and `video`
 * @property {boolean} [automaticSubscription]
 * @property {boolean} [dominantSpeaker]
 * @property {boolean | NetworkQualityConfiguration} [networkQuality]
 * @property {number | null} [maxAudioBitrate] bit/s
 * @property {number | null} [maxVideoBitrate] bit/s, of each track to each participant
 * @property {VideoQuality} [videoQuality] how good pictures may be, sent and received; 'automatic' by default
 * @property {(string | { codec: string, dtx?: boolean })[]} [preferredAudioCodecs]
 * @property {(string | { codec: string, simulcast?: boolean })[] | 'auto'} [preferredVideoCodecs]
 * @property {{ video?: VideoBandwidthProfile }} [bandwidthProfile]
 * @property {RTCIceServer[]} [iceServers]
 * @property {RTCIceTransportPolicy} [iceTransportPolicy]
 * @property {RTCConfiguration} [rtcConfiguration]
 * @property {boolean} [enableDscp]
 * @property {boolean} [dscpTagging] the older name
 * @property {string} [region]
 * @property {LogLevel | LogLevels} [logLevel]
 * @property {string} [loggerName]
 * @property {{ emit(event: 'event', value: SignalingEvent): unknown } | EventListener} [eventListener] the vendor's type has
 *   the browser's EventListener, which is not called
 */

/**
 * From twilio-video.js, with no effect here.
 * @typedef {Partial<Record<'RTCPeerConnection' | 'insights' | 'notifyWarnings' |
 *   'receiveTranscriptions', unknown>>} IgnoredOptions
 */

/** @typedef {Omit<LocalTracksOptions, 'logLevel'> & OwnOptions & IgnoredOptions} ConnectOptions */

/**
 * What a membership has to know about the options.
 * @typedef {object} Settings
 * @property {ConnectionSettings} connection
 * @property {boolean} subscribe
 * @property {boolean} dominantSpeaker
 * @property {Required<NetworkQualityConfiguration> | null} networkQuality
 * @property {{ audio: number, video: number }} bitrates 0 for no limit
 * @property {Parameters<Client['setBandwidthProfile']> | null} bandwidth
 * @property {{ size: boolean, visibility: boolean } | null} followElements
 * @property {VideoQuality} videoQuality
 * @property {string} password '' for none
 * @property {() => void} onWaiting
 */

/**
 * @param {ConnectOptions} options
 * @returns {Settings}
 */
export function settingsOf(options) {
  const { bandwidthProfile, dominantSpeaker, networkQuality, password, onWaiting, videoQuality } = options;
  return {
    connection: { configuration: configurationOf(options), codecs: codecsOf(options), ...secretOf(options), ...sendingOf(options) },
    subscribe: options.automaticSubscription !== false,
    dominantSpeaker: dominantSpeaker === true,
    networkQuality: networkQualityOf(networkQuality),
    bitrates: bitratesOf(options),
    ...receivingOf(bandwidthProfile, dominantSpeaker),
    videoQuality: isVideoQuality(videoQuality) ? videoQuality : 'automatic',
    password: typeof password === 'string' ? toWellFormed(password) : '',
    onWaiting: typeof onWaiting === 'function' ? onWaiting : ignore,
  };
}

/**
 * @param {{ maxAudioBitrate?: number | null, maxVideoBitrate?: number | null }} options
 * @param {{ audio: number, video: number }} [otherwise] for values that are not given
 */
export function bitratesOf({ maxAudioBitrate, maxVideoBitrate }, otherwise = { audio: 0, video: 0 }) {
  return {
    audio: bitrateOf(maxAudioBitrate, otherwise.audio),
    video: bitrateOf(maxVideoBitrate, otherwise.video),
  };
}

/**
 * @param {unknown} value
 * @returns {Required<NetworkQualityConfiguration> | null}
 */
export function networkQualityOf(value) {
  if (value === true) return { local: 1, remote: 0 };
  if (typeof value !== 'object' || value === null) return null;
  const { local, remote } = /** @type {NetworkQualityConfiguration} */ (value);
  const isVerbosity = (/** @type {unknown} */ one) => [0, 1, 2, 3].includes(/** @type {number} */ (one));
  return {
    local: isVerbosity(local) && local ? local : 1,
    remote: isVerbosity(remote) && remote ? remote : 0,
  };
}

/** @type {readonly VideoQuality[]} the default first */
export const VIDEO_QUALITIES = ['automatic', 'high', 'saving', 'sound-only'];

/** @param {unknown} value @returns {value is VideoQuality} */
export function isVideoQuality(value) {
  return VIDEO_QUALITIES.includes(/** @type {VideoQuality} */ (value));
}

/**
 * @param {unknown} value
 * @param {number} otherwise
 */
function bitrateOf(value, otherwise) {
  if (value === null) return 0;
  const usable = typeof value === 'number' && value >= 0 && value < 2 ** 32;
  return usable ? Math.round(value) : otherwise;
}

/** @param {ConnectOptions} options */
function configurationOf({ rtcConfiguration, iceServers, iceTransportPolicy }) {
  /** @type {RTCConfiguration} */
  const configuration = typeof rtcConfiguration === 'object' ? { ...rtcConfiguration } : {};
  if (Array.isArray(iceServers)) configuration.iceServers = iceServers;
  if (iceTransportPolicy === 'relay') configuration.iceTransportPolicy = 'relay';
  return configuration;
}

/**
 * @param {ConnectOptions} options
 * @returns {CodecPreferences}
 */
function codecsOf({ preferredAudioCodecs, preferredVideoCodecs }) {
  return { audio: namesOf(preferredAudioCodecs), video: namesOf(preferredVideoCodecs) };
}

/**
 * @param {ConnectOptions} options
 * @throws {ParleyError} "bad-secret": rather no call than one that is taken for what it is not
 */
function secretOf({ sharedSecret }) {
  if (sharedSecret === undefined || sharedSecret === null || sharedSecret === '') return { seal: null, encryption: null };
  if (typeof sharedSecret !== 'string' || sharedSecret.length < SECRET_LENGTH.least || sharedSecret.length > SECRET_LENGTH.most) {
    throw new ParleyError('bad-secret', `"sharedSecret" must have ${SECRET_LENGTH.least} to ${SECRET_LENGTH.most} characters.`);
  }
  // Node has the primitives, but no such notion.
  if (!globalThis.crypto?.subtle) throw new ParleyError('bad-secret', 'Browsers check a "sharedSecret" only on pages with https, or of localhost.');
  return {
    seal: new DescriptionSeal(sharedSecret),
    encryption: canEncryptMedia() ? () => startEncryption(sharedSecret) : null,
  };
}

/**
 * How packets are sent: with silence left out, and marked for routers (RFC 8837).
 * @param {ConnectOptions} options
 */
function sendingOf({ preferredAudioCodecs, enableDscp, dscpTagging }) {
  const codecs = Array.isArray(preferredAudioCodecs) ? preferredAudioCodecs : [];
  return {
    dtx: !codecs.some((codec) => typeof codec === 'object' && codec?.dtx === false),
    dscp: enableDscp === true || dscpTagging === true,
  };
}

/** @param {unknown} codecs */
function namesOf(codecs) {
  if (!Array.isArray(codecs)) return [];
  return codecs
    .map((codec) => (typeof codec === 'object' ? codec?.codec : codec))
    .filter((codec) => typeof codec === 'string');
}

function ignore() {}

/**
 * @param {ConnectOptions['bandwidthProfile']} profile
 * @param {boolean} [dominantSpeaker]
 * @returns {Pick<Settings, 'bandwidth' | 'followElements'>}
 */
function receivingOf(profile, dominantSpeaker) {
  const none = { bandwidth: null, followElements: null };
  if (typeof profile !== 'object' || profile === null) return none;
  // As in twilio-video.js, a profile that says nothing of video has it follow its elements, too.
  const { video = {} } = profile;
  if (typeof video !== 'object' || video === null) return none;
  // As in twilio-video.js, the older options switch the newer ones off.
  const size = video.contentPreferencesMode !== 'manual' && !('renderDimensions' in video);
  const visibility = video.clientTrackSwitchOffControl !== 'manual' && !('maxTracks' in video);
  const { mode = 'grid', dominantSpeakerPriority = 'standard', trackSwitchOffMode, maxSubscriptionBitrate, maxTracks } = video;
  return {
    bandwidth: [mode, dominantSpeaker === true ? dominantSpeakerPriority : 'low', trackSwitchOffMode !== 'disabled',
      bitrateOf(maxSubscriptionBitrate, 0), bitrateOf(maxTracks, 0)],
    followElements: size || visibility ? { size, visibility } : null,
  };
}
