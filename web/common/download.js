import { create } from './create.js';

/** As long as a browser may take to begin with a download. */
const DOWNLOAD_MS = 60_000;

/**
 * Has the browser save a text as a file.
 * @param {string} text
 * @param {string} name of the file; what no file system takes is replaced
 * @param {string} [type]
 */
export function download(text, name, type = 'text/plain') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  create('a', { attributes: { href: url, download: name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_') } }).click();
  setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS);
}
