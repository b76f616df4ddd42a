/**
 * Parley's public library. Names and behaviour follow twilio-video.js 2.x; `configure`,
 * `preload` and `classifyMediaError` are Parley's own.
 */
export { classifyMediaError } from '../platform/media_devices.js';
export { preload } from './preload.js';
export { configure } from './server_address.js';
export * from './video.js';
