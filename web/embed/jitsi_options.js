/** @import { FrameOptions } from './parley_frame.js' */

/**
 * What a page gives to JitsiMeetExternalAPI, as far as it has an effect.
 * @typedef {object} JitsiOptions
 * @property {string} [roomName]
 * @property {string | number} [width] a number is of pixels
 * @property {string | number} [height]
 * @property {Element} [parentNode]
 * @property {string} [jwt]
 * @property {string} [lang]
 * @property {boolean} [noSSL]
 * @property {{ displayName?: string }} [userInfo]
 * @property {{ startWithAudioMuted?: boolean, startWithVideoMuted?: boolean, prejoinPageEnabled?: boolean,
 *   prejoinConfig?: { enabled?: boolean } }} [configOverwrite]
 * @property {() => void} [onload]
 */

/** The order in which the options once were arguments. */
const ORDER = ['roomName', 'width', 'height', 'parentNode', 'configOverwrite', 'interfaceConfigOverwrite', 'noSSL', 'jwt',
  'onload'];

/**
 * @param {unknown[]} given behind the domain: an object, or the options one by one
 * @returns {JitsiOptions}
 */
export function jitsiOptions(given) {
  const [first] = given;
  if (typeof first === 'object' && first !== null) return first;
  return Object.fromEntries(ORDER.map((name, index) => [name, given[index]]).filter(([, value]) => value !== undefined));
}

/**
 * What that means for the frame.
 * @param {string} domain of the server, perhaps with a port and a path
 * @param {JitsiOptions} options
 * @param {string} script where the script came from: if from that server, its protocol is known
 * @returns {FrameOptions}
 */
export function frameOptions(domain, { roomName = '', jwt, lang, noSSL = false, userInfo }, script) {
  const server = new URL(`${noSSL ? 'http' : 'https'}://${domain}/`);
  const { host, protocol } = new URL(script);
  if (host === new URL(`${protocol}//${domain}/`).host) server.protocol = protocol;
  // Pages write null for what they do not have.
  const [name, language, token] = [userInfo?.displayName, lang, jwt].map((value) => value ?? undefined);
  return { room: roomName, server: server.href, name, language, token };
}

/**
 * What the call begins with.
 * @param {JitsiOptions} options
 */
export function startOptions({ configOverwrite = {} }) {
  const { startWithAudioMuted, startWithVideoMuted, prejoinConfig, prejoinPageEnabled } = configOverwrite;
  return {
    microphone: startWithAudioMuted !== true,
    camera: startWithVideoMuted !== true,
    joins: (prejoinConfig?.enabled ?? prejoinPageEnabled) === false,
  };
}

/**
 * A length for CSS.
 * @param {string | number} size
 * @returns {string}
 */
export function cssSize(size) {
  return /^\d+(\.\d+)?$/.test(String(size)) ? `${size}px` : String(size);
}
