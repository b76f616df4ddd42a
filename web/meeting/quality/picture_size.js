/** @typedef {import('../../../client-wasm/bindings/client.js').VideoQuality} VideoQuality */
import { isVideoQuality } from '../../../client-wasm/api/connect_options.js';
import { settings } from '../../common/settings.js';

/** What was chosen on this device. @returns {VideoQuality} */
export function chosenQuality() {
  const { quality } = settings();
  return isVideoQuality(quality) ? quality : 'automatic';
}

/**
 * How many lines the camera captures. More than are sent would only cost the processor.
 * @param {VideoQuality} quality
 * @param {number} people in the call
 * @param {number} sent lines of the largest picture that anyone is sent
 */
export function linesToCapture(quality, people, sent) {
  if (quality === 'saving') return 360;
  return quality === 'high' || people <= 2 || sent > 540 ? 720 : 540;
}

/** @param {number} lines @returns {MediaTrackConstraints} */
export function constraintsForLines(lines) {
  return { width: { ideal: (lines * 16) / 9 }, height: { ideal: lines }, frameRate: { max: 30 } };
}
