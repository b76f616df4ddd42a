/** @import { MediaProblem } from '../../client-wasm/platform/media_devices.js' */

const NAMES = { audio: 'microphone', video: 'camera' };
const SENSES = { audio: 'heard', video: 'seen' };

/** For the time in which the browser waits for the person's answer. */
export const WAITING_WORDS =
  "Allow camera and microphone in your browser's question to be seen and heard, or go on without.";

/**
 * Tells in words why others will not see or hear the person, and what to do about it.
 * @param {Partial<Record<'audio' | 'video', MediaProblem | null>>} problems
 * @returns {string} '' where there is none
 */
export function mediaProblemWords({ audio, video }) {
  if (audio && audio === video) return words(audio, ['video', 'audio']);
  const parts = [];
  if (video) parts.push(words(video, ['video']));
  if (audio) parts.push(words(audio, ['audio']));
  return parts.join(' ');
}

/**
 * @param {MediaProblem} problem
 * @param {('audio' | 'video')[]} kinds
 */
function words(problem, kinds) {
  const devices = kinds.map((kind) => NAMES[kind]).join(' and ');
  const Devices = devices[0].toUpperCase() + devices.slice(1);
  const are = kinds.length > 1 ? 'are' : 'is';
  const them = kinds.length > 1 ? 'them' : 'it';
  const seen = kinds.map((kind) => SENSES[kind]).join(' and ');
  switch (problem) {
    case 'denied':
      return `${Devices} ${are} blocked. Allow ${them} in the browser's address bar to be ${seen},` +
        ' or go on without.';
    case 'missing':
      return `No ${kinds.map((kind) => NAMES[kind]).join(' or ')} was found. Connect one to be` +
        ` ${seen}, or go on without.`;
    case 'busy':
      return `${Devices} ${are} in use by another program. Close that program to be ${seen}, or` +
        ' go on without.';
    case 'insecure':
      return `${Devices} can be used only over https. Ask whoever runs this server, or go on without.`;
    default:
      return `${Devices} could not be started. Press the button to try again, or go on without.`;
  }
}
