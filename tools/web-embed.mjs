import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** In bytes. */
const LARGE = 1_000_000;

/** @typedef {'br' | 'gzip' | 'identity'} Encoding */

/**
 * @param {Uint8Array} content
 * @returns {Uint8Array}
 */
export function brotli(content) {
  return brotliCompressSync(content, {
    params: {
      // What is large would take most of a build's time, and is seldom loaded.
      [constants.BROTLI_PARAM_QUALITY]: content.length > LARGE ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

/**
 * Writes what the server serves out of memory: every file plain and, where that is smaller,
 * compressed, and `manifest.txt`, which has "URL-PATH<TAB>CONTENT-FILE<TAB>ENCODING" per line.
 * @param {string} folder
 * @param {Map<string, Uint8Array>} files contents by URL path
 */
export async function writeEmbedded(folder, files) {
  await mkdir(folder, { recursive: true });
  const lines = [];
  for (const [urlPath, content] of [...files].sort(byName)) {
    for (const [encoding, variant] of variantsOf(content)) {
      // Flat, and never a hidden or nameless file: "/room/" becomes "room_.identity".
      const file = `${urlPath.slice(1).replaceAll('/', '_')}.${encoding}`;
      await writeFile(path.join(folder, file), variant);
      lines.push(`${urlPath}\t${file}\t${encoding}\n`);
    }
  }
  await writeFile(path.join(folder, 'manifest.txt'), lines.join(''));
}

/**
 * @param {Uint8Array} content
 * @returns {[Encoding, Uint8Array][]} the smallest first, the plain one always
 */
function variantsOf(content) {
  /** @type {[Encoding, Uint8Array][]} */
  const compressed = [['br', brotli(content)]];
  // What is large is only used where there is https, and there all browsers take Brotli.
  if (content.length <= LARGE) compressed.push(['gzip', gzipSync(content, { level: 9 })]);
  return [
    ...compressed.filter(([, variant]) => variant.length < content.length),
    ['identity', content],
  ];
}

/**
 * @param {[string, unknown]} left
 * @param {[string, unknown]} right
 */
function byName([left], [right]) {
  return left < right ? -1 : 1;
}
