/**
 * Why there is no camera or microphone:
 * - `denied`: the person, the browser's or the system's settings said no;
 * - `missing`: there is no such device, or none that fits;
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
 * Asks for camera and microphone, which may take for ever: it waits for the person's answer.
 * @param {MediaStreamConstraints} constraints
 * @returns {Promise<MediaStreamTrack[]>} rejected with the browser's DOMException
 */
export async function getUserMedia(constraints) {
  if (!navigator.mediaDevices) {
    // Browsers hide it from pages that came unprotected.
    throw new DOMException('Cameras and microphones need https: or localhost.', 'SecurityError');
  }
  const stream = await ask(constraints).catch((error) => {
    // "Some problem occurred": Chromium's patience of 10 s with a camera ends so while the machine is
    // busy. Asked again, it mostly has it.
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
 * @param {unknown} error what `getUserMedia()` was rejected with
 * @returns {MediaProblem}
 */
export function classifyMediaError(error) {
  return (error instanceof Error && PROBLEMS[error.name]) || 'failed';
}
