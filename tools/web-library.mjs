import path from 'node:path';
import { build } from 'esbuild';
import { readLanguages } from './web-languages.mjs';

/** @typedef {import('./web-bundle.mjs').Files} Files */

/**
 * The version, and where glue and module are from the bundle.
 * @typedef {Record<'version' | 'glue' | 'wasm', string>} Places
 */

export const TARGET = ['chrome109', 'firefox115', 'safari16.4'];

/**
 * The library by itself: one file for a script tag, and one ES module; and what shows a meeting in a
 * frame of somebody else's page.
 * @param {{ root: string, dev: boolean } & Places} options
 * @returns {Promise<Files>}
 */
export async function bundleLibrary({ root, dev, ...places }) {
  const define = definitions({ ...places, root: './' });
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    target: TARGET,
    minify: !dev,
    sourcemap: dev ? 'inline' : false,
    legalComments: 'none',
  };
  /** For a script tag: where it came from is known only while it is first run. @type {import('esbuild').BuildOptions} */
  const forTag = {
    format: 'iife',
    inject: [path.join(root, 'client-wasm/api/script_url.js')],
    define: { ...define, 'import.meta.url': 'PARLEY_SCRIPT_URL' },
  };
  const [[script], [module], [embed]] = await Promise.all([
    contents({ ...options, ...forTag, entryPoints: ['client-wasm/api/script.js'] }),
    contents({ ...options, entryPoints: ['client-wasm/api/module.js'], format: 'esm', define }),
    contents({ ...options, ...forTag, define: { ...forTag.define, ...await embedWords(root) }, entryPoints: ['web/embed/embed.js'] }),
  ]);
  return new Map([
    ['parley-video.js', script],
    ['parley-video.mjs', module],
    ['embed.js', embed],
  ]);
}

/**
 * The few words of embed.js, in every language: it is one file, for pages of others.
 * @param {string} root
 */
async function embedWords(root) {
  const words = [...await readLanguages(root)].map(([language, messages]) =>
    [language, Object.fromEntries(Object.entries(messages).filter(([key]) => key.startsWith('embed.')))]);
  return { PARLEY_EMBED_WORDS: JSON.stringify(Object.fromEntries(words)) };
}

/** @param {import('esbuild').BuildOptions} options */
async function contents(options) {
  const { outputFiles = [] } = await build(options);
  return outputFiles.map((file) => file.contents);
}

/**
 * What build.d.ts declares.
 * @param {Places & { root: string }} values `root`: where the server's addresses begin
 */
export function definitions({ version, root, glue, wasm }) {
  return {
    PARLEY_ROOT: JSON.stringify(root),
    PARLEY_GLUE_FILE: JSON.stringify(glue),
    PARLEY_WASM_FILE: JSON.stringify(wasm),
    PARLEY_VERSION: JSON.stringify(version),
  };
}
