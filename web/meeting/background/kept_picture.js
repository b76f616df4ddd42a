/** Where the browser keeps the person's own picture for this site. */
const CACHE = 'parley-background';
const ADDRESS = '/parley-background-picture';
/** As large as a camera's picture is at most. */
const LARGEST = 1280;
const QUALITY = 0.9;

/**
 * Keeps a picture as this person's background, no larger than is needed.
 * @param {Blob} file
 * @returns {Promise<void>} rejected if the browser cannot show it, or keeps nothing for this site
 */
export async function keepPicture(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  /** @type {Blob | null} */
  const kept = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!kept) throw new Error('no picture');
  const cache = await caches.open(CACHE);
  await cache.put(ADDRESS, new Response(kept));
}

/** The picture that was kept. @returns {Promise<ImageBitmap | null>} */
export async function keptPicture() {
  try {
    const kept = await (await caches.open(CACHE)).match(ADDRESS);
    return kept ? await createImageBitmap(await kept.blob()) : null;
  } catch {
    // The browser keeps nothing for this page, or not any more.
    return null;
  }
}
