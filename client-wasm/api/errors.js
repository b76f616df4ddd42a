/** The stable ids of errors, with the codes that twilio-video.js has for the same errors. */
const CODES = new Map([
  ['connection-failed', 53000],
  ['origin-refused', 53000],
  ['bad-server', 53000],
  ['page-outdated', 53000],
  ['connection-lost', 53001],
  ['too-slow', 53001],
  ['server-stopping', 53001],
  ['connect-timeout', 53002],
  ['hello-timeout', 53002],
  ['bad-json', 53004],
  ['bad-message', 53004],
  ['unknown-type', 53004],
  ['unknown-recipient', 53004],
  ['message-too-large', 53004],
  ['binary-frame', 53004],
  ['hello-required', 53004],
  ['server-full', 53005],
  ['token-required', 20101],
  ['token-invalid', 20101],
  ['token-header-invalid', 20102],
  ['token-issuer-invalid', 20103],
  ['token-expired', 20104],
  ['token-not-yet-valid', 20105],
  ['token-grants-invalid', 20106],
  ['token-signature-invalid', 20107],
  ['bad-room-name', 53100],
  ['room-full', 53105],
  ['room-not-found', 53106],
  ['room-ended', 53118],
  ['bad-identity', 53200],
  ['duplicate-identity', 53205],
  ['media-connection-failed', 53405],
  ['track-name-too-long', 53302],
  ['too-many-tracks', 53305],
]);

/** The code of an error that this version does not know: the room could not be entered. */
const UNKNOWN = 53104;

/** Why a room could not be entered, or was lost. */
export class ParleyError extends Error {
  /**
   * @param {string} id stable, such as "room-full"
   * @param {string} message a sentence for people
   * @param {string} [eventLog]
   */
  constructor(id, message, eventLog = '') {
    super(message || `The room was left: ${id}.`);
    // By this, pages tell it from the browser's errors.
    this.name = 'TwilioError';
    this.id = id;
    /** As in twilio-video.js, such as 53105. */
    this.code = CODES.get(id) ?? UNKNOWN;
    /** The log up to the error, as from `Room.getEventLog()`; '' if there is none. Parley's own. */
    this.eventLog = eventLog;
  }

  /** @override */
  toString() {
    return `${this.name} ${this.code}: ${this.message}`;
  }
}
