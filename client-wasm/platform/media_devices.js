/**
 * Why there is no camera or microphone:
 * - `denied`: refused by the person, or by the browser's or the system's settings;
 * - `missing`: there is no such device, or none that matches;
 * - `busy`: another program holds it;
 * - `insecure`: the page was not opened over https or from localhost;
 * - `failed`: anything else.
 * @typedef {'denied' | 'missing' | 'busy' | 'insecure' | 'failed'} MediaProblem
 */

/** @type {Record<string, MediaProblem>} by the names of W3C mediacapture-streams, section 10.2.5 */
const PROBLEMS = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
  SecurityError: 'insecure',
};

/**
 * Asks for camera and microphone. This may take forever, because it waits for the person's answer.
 * @param {MediaStreamConstraints} constraints
 * @returns {Promise<MediaStreamTrack[]>} rejected with the browser's DOMException
 */
export async function getUserMedia(constraints) {
  if (!navigator.mediaDevices) {
    // Browsers hide it from pages that were not loaded securely.
    throw new DOMException('Cameras and microphones need https: or localhost.', 'SecurityError');
  }
  const stream = await ask(constraints).catch((error) => {
    // "Some problem occurred": Chromium reports this if a camera takes more than 10 s, as on a busy
    // machine. A second request usually succeeds.
    if (error.name !== 'AbortError') throw error;
    return ask(constraints);
  });
  return stream.getTracks();
}

/** @param {MediaStreamConstraints} constraints */
function ask(constraints) {
  return navigator.mediaDevices.getUserMedia(constraints);
}

/**
 * @param {unknown} error the error from `getUserMedia()`
 * @returns {MediaProblem}
 */
export function classifyMediaError(error) {
  return (error instanceof Error && PROBLEMS[error.name]) || 'failed';
}
