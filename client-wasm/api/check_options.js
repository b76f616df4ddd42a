/** @import { ConnectOptions } from './connect_options.js' */

const CHOICES = {
  contentPreferencesMode: ['auto', 'manual'],
  clientTrackSwitchOffControl: ['auto', 'manual'],
  dominantSpeakerPriority: ['low', 'standard', 'high'],
  mode: ['grid', 'collaboration', 'presentation'],
  trackSwitchOffMode: ['detected', 'predicted', 'disabled'],
};
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent', 'off'];

/**
 * The options that twilio-video.js checks, with its errors; others that are wrong are ignored there, too.
 * @param {ConnectOptions} options
 * @throws {TypeError} for a value of another type, and options that exclude each other
 * @throws {RangeError} for none of the values that there are
 */
export function checkOptions({ logLevel, tracks, bandwidthProfile, maxVideoBitrate, preferredVideoCodecs }) {
  const levels = typeof logLevel === 'object' && logLevel ? Object.values(logLevel) : [logLevel || 'warn'];
  for (const level of levels) checkChoice('level', String(level).toLowerCase(), LEVELS);
  if (maxVideoBitrate && preferredVideoCodecs === 'auto') {
    throw new TypeError('Illegal call to connect: "maxVideoBitrate" is not compatible with "preferredVideoCodecs=auto"');
  }
  if (tracks !== undefined && !Array.isArray(tracks)) {
    throw new TypeError('options.tracks must be an Array of LocalAudioTrack, LocalVideoTrack or MediaStreamTrack');
  }
  checkBandwidthProfile(bandwidthProfile);
}

/** @param {unknown} profile */
function checkBandwidthProfile(profile) {
  const video = checkedObject('options.bandwidthProfile', profile)?.video;
  const name = 'options.bandwidthProfile.video';
  const given = checkedObject(name, video);
  if (!given) return;
  for (const [option, choices] of Object.entries(CHOICES)) {
    if (option in given) checkChoice(`${name}.${option}`, given[option], choices);
  }
  for (const option of ['maxSubscriptionBitrate', 'maxTracks']) {
    if (option in given) checkNumber(`${name}.${option}`, given[option]);
  }
  for (const [older, newer] of [['maxTracks', 'clientTrackSwitchOffControl'], ['renderDimensions', 'contentPreferencesMode']]) {
    if (older in given && newer in given) throw new TypeError(`${name}.${older} is deprecated. Use ${name}.${newer} instead.`);
  }
  const sizes = given.renderDimensions ? checkedObject(`${name}.renderDimensions`, given.renderDimensions) : undefined;
  for (const priority of CHOICES.dominantSpeakerPriority) {
    const size = checkedObject(`${name}.renderDimensions.${priority}`, sizes?.[priority]);
    for (const side of ['width', 'height']) {
      if (size && side in size) checkNumber(`${name}.renderDimensions.${priority}.${side}`, size[side]);
    }
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {Record<string, unknown> | undefined} undefined if it is not given
 */
export function checkedObject(name, value) {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${name} must be an object`);
  return /** @type {Record<string, unknown>} */ (value);
}

/** @param {string} name @param {unknown} value */
export function checkNumber(name, value) {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`${name} must be a number`);
}

/** @param {string} name @param {unknown} value @param {string[]} choices */
function checkChoice(name, value, choices) {
  if (!choices.includes(/** @type {string} */ (value))) throw new RangeError(`${name} must be one of ${choices.join(', ')}`);
}
