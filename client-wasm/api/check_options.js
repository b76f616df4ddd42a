/** @import { ConnectOptions } from './connect_options.js' */

const MODES = ['auto', 'manual'];
const PRIORITIES = ['low', 'standard', 'high'];
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent', 'off'];

/** What `bandwidthProfile.video` may be: one of some values, or a number. @type {Record<string, string[] | null>} */
const VIDEO = {
  contentPreferencesMode: MODES,
  clientTrackSwitchOffControl: MODES,
  dominantSpeakerPriority: PRIORITIES,
  mode: ['grid', 'collaboration', 'presentation'],
  trackSwitchOffMode: ['detected', 'predicted', 'disabled'],
  maxSubscriptionBitrate: null,
  maxTracks: null,
};

/** Options that exclude each other, the older ones first. */
const REPLACED = [['maxTracks', 'clientTrackSwitchOffControl'], ['renderDimensions', 'contentPreferencesMode']];

/**
 * The options that twilio-video.js checks, with its errors; others that are wrong are ignored there, too.
 * @param {ConnectOptions} options
 * @throws {TypeError} for a value of another type, and options that exclude each other
 * @throws {RangeError} for none of the values that there are
 */
export function checkOptions(options) {
  const { logLevel, tracks, bandwidthProfile, maxVideoBitrate, preferredVideoCodecs } = options;
  checkedObject('options', options);
  const levels = typeof logLevel === 'object' && logLevel ? Object.values(logLevel) : [logLevel || 'warn'];
  for (const level of levels) checkChoice('level', String(level).toLowerCase(), LEVELS);
  if (maxVideoBitrate && preferredVideoCodecs === 'auto') {
    throw new TypeError('"maxVideoBitrate" is not compatible with "preferredVideoCodecs=auto"');
  }
  if (tracks !== undefined && !Array.isArray(tracks)) throw new TypeError('options.tracks must be an Array of tracks');
  const profile = 'options.bandwidthProfile';
  const name = `${profile}.video`;
  const video = checkedObject(name, checkedObject(profile, bandwidthProfile)?.video);
  if (!video) return;
  checkFields(name, video, VIDEO);
  for (const [older, newer] of REPLACED) {
    if (older in video && newer in video) throw new TypeError(`${name}.${older} is deprecated. Use ${name}.${newer} instead.`);
  }
  const sizes = checkedObject(`${name}.renderDimensions`, video.renderDimensions || undefined);
  for (const priority of PRIORITIES) {
    const size = `${name}.renderDimensions.${priority}`;
    checkFields(size, checkedObject(size, sizes?.[priority]), { width: null, height: null });
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

/** @param {string} name @param {Record<string, unknown> | undefined} given @param {Record<string, string[] | null>} fields */
function checkFields(name, given, fields) {
  for (const [field, choices] of Object.entries(fields)) {
    if (!given || !(field in given)) continue;
    if (choices) checkChoice(`${name}.${field}`, given[field], choices);
    else checkNumber(`${name}.${field}`, given[field]);
  }
}

/** @param {string} name @param {unknown} value @param {string[]} choices */
function checkChoice(name, value, choices) {
  if (!choices.includes(/** @type {string} */ (value))) throw new RangeError(`${name} must be one of ${choices.join(', ')}`);
}
