/** @import { Device } from './device.js' */
import { classifyMediaError, createLocalTracks } from '../../../client-wasm/api/index.js';
import { chosenTrack, NAMES } from './chosen_device.js';

/**
 * Asks for microphone and camera together, so that the browser asks the person once. If that fails, asks
 * for each alone, so that one does not fail because of the other.
 * @param {Device} microphone
 * @param {Device} camera
 */
export async function startDevices(microphone, camera) {
  if (!camera.isWanted) {
    camera.startOff();
    return microphone.startAlone();
  }
  try {
    const tracks = await createLocalTracks({ audio: chosenTrack('audio'), video: chosenTrack('video') });
    for (const track of tracks) (track.kind === 'audio' ? microphone : camera).start(track);
  } catch (error) {
    const problem = classifyMediaError(error);
    // One after the other: two questions at a time are dropped by some browsers.
    for (const device of [microphone, camera]) {
      // A person who has just refused is not asked again.
      if (problem === 'denied' && !(await isGranted(device))) device.fail(problem);
      else await device.startAlone();
    }
  }
}

/** @param {Device} device */
async function isGranted({ kind }) {
  try {
    return (await navigator.permissions.query({ name: NAMES[kind] })).state === 'granted';
  } catch {
    // Not every browser tells of these two.
    return false;
  }
}
