/** @typedef {'by-system' | 'by-frame' | 'failed'} ScreenProblem why no screen can be shared */

/**
 * What a refusal means, which browsers give one name to, whoever refuses.
 * @param {unknown} error what `getDisplayMedia()` was rejected with
 * @param {boolean} isAllowed whether this page, perhaps in the frame of another, may ask at all
 * @returns {ScreenProblem | null} null if the person has changed their mind
 */
export function screenProblem(error, isAllowed) {
  if (!(error instanceof Error) || error.name !== 'NotAllowedError') return 'failed';
  // Safari and Firefox tell of a policy by their words alone.
  if (!isAllowed || /permissions?[- ]policy|feature[- ]policy/i.test(error.message)) return 'by-frame';
  return /system/i.test(error.message) ? 'by-system' : null;
}
