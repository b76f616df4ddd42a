// The encryption of media as a file beside this script. In the npm package `encryption_inlined.js` takes this file's place.

/**
 * @typedef {import('../platform/encryption/file.js')['startEncryption']} StartEncryption
 */

let attempts = 0;

/** @type {StartEncryption} */
export async function startEncryption(...options) {
  // The build fills in the file's name.
  const file = new URL(PARLEY_ENCRYPTION_FILE, import.meta.url);
  // As with the glue.
  if (++attempts > 1) file.hash = `attempt-${attempts}`;
  const module = await import(/* webpackIgnore: true */ /* @vite-ignore */ file.href);
  return module.startEncryption(...options);
}
