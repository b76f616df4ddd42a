import { create } from './create.js';

/** As long as a browser may take to begin with a download. */
const DOWNLOAD_MS = 60_000;

/**
 * Has the browser save a file.
 * @param {Blob} file
 * @param {string} name of the file; what no file system takes is replaced
 */
export function download(file, name) {
  const url = URL.createObjectURL(file);
  create('a', { attributes: { href: url, download: name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_') } }).click();
  setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS);
}
