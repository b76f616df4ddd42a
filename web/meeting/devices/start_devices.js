/** @import { Device } from './device.js' */
import { classifyMediaError, createLocalTracks } from '../../../client-wasm/api/index.js';
import { wanted } from './device.js';

/**
 * Asks for microphone and camera at once, so that the browser asks the person once; where that
 * fails, for each alone, so that one does not lack for the other's sake.
 * @param {Device} microphone
 * @param {Device} camera
 */
export async function startDevices(microphone, camera) {
  try {
    const tracks = await createLocalTracks(wanted());
    for (const track of tracks) (track.kind === 'audio' ? microphone : camera).start(track);
  } catch (error) {
    const problem = classifyMediaError(error);
    // One after the other: two questions at a time are dropped by some browsers.
    for (const device of [microphone, camera]) await startAlone(device, problem);
  }
}

/**
 * @param {Device} device
 * @param {import('../../../client-wasm/platform/media_devices.js').MediaProblem} problem
 */
async function startAlone(device, problem) {
  if (problem === 'denied' && !(await isGranted(device))) {
    // Whoever has just said no is not asked again.
    device.fail(problem);
    return;
  }
  try {
    const [track] = await createLocalTracks({ [device.kind]: wanted()[device.kind] });
    device.start(track);
  } catch (error) {
    device.fail(classifyMediaError(error));
  }
}

/** @param {Device} device */
async function isGranted({ kind }) {
  try {
    const name = kind === 'audio' ? 'microphone' : 'camera';
    return (await navigator.permissions.query({ name })).state === 'granted';
  } catch {
    // Not every browser tells of these two.
    return false;
  }
}
