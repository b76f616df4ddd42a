/** @import { State } from './protocol.js' */

/** @typedef {[event: string, payload: object]} Happened */

/** Those that eventsBetween() and JitsiMeetExternalAPI itself tell. */
export const EVENTS = ['videoConferenceJoined', 'videoConferenceLeft', 'participantJoined', 'participantLeft', 'readyToClose',
  'audioMuteStatusChanged', 'videoMuteStatusChanged', 'screenSharingStatusChanged', 'errorOccurred'];

/**
 * What has happened in the frame from one of its states to the next, in Jitsi's words.
 * @param {State | null} before null for the first one
 * @param {State} now
 * @returns {Happened[]}
 */
export function eventsBetween(before, now) {
  const isSameCall = before?.self?.sid === now.self?.sid;
  return [
    ...isSameCall ? [] : leaving(before, now),
    ...isSameCall ? [] : joining(now),
    ...now.self ? comingAndGoing((isSameCall && before?.participants) || [], now.participants) : [],
    ...before ? switching(before, now) : [],
    ...now.error !== '' && now.error !== before?.error ? [failed('CONFERENCE', now.error, now.error)] : [],
  ];
}

/**
 * @param {'CONNECTION' | 'CONFERENCE'} type
 * @param {string} name an id
 * @param {string} message
 * @returns {Happened}
 */
export function failed(type, name, message) {
  return ['errorOccurred', { type, name, message, isFatal: true, details: {} }];
}

/** @param {State | null} before @param {State} now @returns {Happened[]} */
function leaving(before, now) {
  if (!before?.self) return [];
  const left = /** @type {Happened} */ (['videoConferenceLeft', { roomName: before.room }]);
  return now.self ? [left] : [left, ['readyToClose', {}]];
}

/** @param {State} now @returns {Happened[]} */
function joining({ self, room }) {
  if (!self) return [];
  const { sid: id, identity: displayName } = self;
  return [['videoConferenceJoined', { roomName: room, id, displayName, avatarURL: undefined, breakoutRoom: false }]];
}

/**
 * @param {State['participants']} before
 * @param {State['participants']} now
 * @returns {Happened[]}
 */
function comingAndGoing(before, now) {
  const gone = before.filter(({ sid }) => !now.some((other) => other.sid === sid));
  const come = now.filter(({ sid }) => !before.some((other) => other.sid === sid));
  return [
    ...gone.map(({ sid: id }) => /** @type {Happened} */ (['participantLeft', { id }])),
    ...come.map(({ sid: id, identity }) =>
      /** @type {Happened} */ (['participantJoined', { id, displayName: identity, formattedDisplayName: identity }])),
  ];
}

/** @param {State} before @param {State} now @returns {Happened[]} */
function switching(before, now) {
  /** @type {Happened[]} */
  const happened = [];
  if (before.microphone !== now.microphone) happened.push(['audioMuteStatusChanged', { muted: !now.microphone }]);
  if (before.camera !== now.camera) happened.push(['videoMuteStatusChanged', { muted: !now.camera }]);
  if (before.screen !== now.screen) happened.push(['screenSharingStatusChanged', { on: now.screen, details: {} }]);
  return happened;
}
