// A file of its own, which a page imports when a call with a secret goes through an SFU, and which is its worker too.

import { MediaEncryption } from './media_encryption.js';
import { serve } from './worker.js';

if ('DedicatedWorkerGlobalScope' in globalThis) serve();

/**
 * @param {string} secret
 * @param {(track: import('./messages.js').Track, readable: boolean) => void} [hear]
 */
export async function startEncryption(secret, hear) {
  const { url } = import.meta;
  if (new URL(url).origin === location.origin) return MediaEncryption.start(secret, new Worker(url, { type: 'module' }), hear);
  // Browsers make no worker of another origin's script. What a worker imports may be one, but policies take it for a worker.
  const script = await (await fetch(url)).blob();
  const own = URL.createObjectURL(script);
  try {
    return await MediaEncryption.start(secret, new Worker(own, { type: 'module' }), hear);
  } finally {
    URL.revokeObjectURL(own);
  }
}
