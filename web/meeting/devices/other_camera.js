/** @typedef {{ kind: string, deviceId: string, label: string, getCapabilities?: () => MediaTrackCapabilities }} Camera */

/**
 * The camera that looks the other way, as phones have them; of others the next one.
 * @param {Camera[]} devices all there are
 * @param {string} currentId
 * @returns {string} its deviceId; '' where there is none
 */
export function otherCamera(devices, currentId) {
  const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  const index = cameras.findIndex(({ deviceId }) => deviceId === currentId);
  const facing = index < 0 ? '' : facingOf(cameras[index]);
  // The first of several at the back is the main one.
  const opposite = facing && cameras.find((camera) => facingOf(camera) !== '' && facingOf(camera) !== facing);
  const next = opposite || cameras[(index + 1) % cameras.length];
  return next && next.deviceId !== currentId ? next.deviceId : '';
}

/** @param {Camera} camera @returns {'' | 'user' | 'environment'} */
function facingOf(camera) {
  const [facing] = camera.getCapabilities?.().facingMode ?? [];
  if (facing === 'user' || facing === 'environment') return facing;
  // Browsers that do not say so name them so.
  const { label } = camera;
  if (/\b(back|rear|environment)\b/i.test(label)) return 'environment';
  return /\b(front|user|facetime)\b/i.test(label) ? 'user' : '';
}
