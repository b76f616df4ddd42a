import { startEncryption } from './encryption_file.js';

/** Whether this browser can encrypt what goes through an SFU (W3C webrtc-encoded-transform). */
export const canEncryptMedia = () => 'RTCRtpScriptTransform' in globalThis;

export { startEncryption };
