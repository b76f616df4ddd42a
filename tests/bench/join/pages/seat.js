// What every page offers to the program that measures, as `window.seat`.

/**
 * @typedef {object} Settings
 * @property {string} server host and port of the signalling server
 * @property {string} room
 * @property {boolean} first whether one is there before the other
 * @property {boolean} warm whether to have the socket open before "join" is pressed
 */

/**
 * @typedef {object} Page
 * @property {(settings: Settings) => Promise<void>} prepare all that goes on before "join" is pressed
 * @property {() => Promise<unknown>} enter what happens when it is pressed; resolved in the room
 * @property {string} [remote] the video that shows the other
 */

/** The video that shows the other, in pages of the bench's own. */
export const REMOTE = '#remote';

/** @param {Page} page */
export function offerSeat({ prepare, enter, remote = REMOTE }) {
  const timeToFirstFrame = () =>
    new Promise((resolve, reject) => {
      const video = videoAt(remote);
      const start = performance.now();
      note('join');
      video.requestVideoFrameCallback(() => {
        resolve(performance.now() - start);
        note('first frame');
      });
      enter().catch(reject);
    });
  Object.assign(window, { seat: { prepare, enter, timeToFirstFrame } });
}

/** @param {MediaStream} stream of the other */
export function show(stream) {
  videoAt(REMOTE).srcObject = stream;
}

/** Camera and microphone, as at a preview. */
export function getMedia() {
  return navigator.mediaDevices.getUserMedia({ audio: true, video: true });
}

/** For the timeline, where one is wanted. @param {string} what */
function note(what) {
  const time = performance.timeOrigin + performance.now();
  Reflect.get(window, 'timeline')?.push({ time, what });
}

/** @param {string} selector @returns {HTMLVideoElement} */
function videoAt(selector) {
  return /** @type {HTMLVideoElement} */ (document.querySelector(selector));
}
