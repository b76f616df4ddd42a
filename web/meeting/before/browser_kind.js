/** @typedef {'ios' | 'android' | 'firefox' | 'safari' | 'chromium'} BrowserKind by where it keeps permissions */

/**
 * @param {string} userAgent
 * @param {number} touchPoints tells an iPad, which says that it is a Mac, from one
 * @returns {BrowserKind}
 */
export function browserKind(userAgent, touchPoints) {
  if (/iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Safari\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent)) return 'safari';
  return 'chromium';
}
