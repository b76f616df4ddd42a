// The encryption of media as part of this script, its worker as text: for the npm package.

import text from '#encryption-worker';
import { MediaEncryption } from '../platform/encryption/media_encryption.js';

/** @type {import('./encryption_file.js').StartEncryption} */
export async function startEncryption(secret, hear) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await MediaEncryption.start(secret, new Worker(url), hear);
  } finally {
    URL.revokeObjectURL(url);
  }
}
