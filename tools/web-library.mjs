import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { toByteText } from '../client-wasm/platform/byte_text.js';
import { readLanguages } from './web-languages.mjs';

/** @typedef {import('./web-bundle.mjs').Files} Files */

/**
 * The version, and where glue, module and the encryption of media are from the bundle.
 * @typedef {Record<'version' | 'glue' | 'wasm' | 'encryption', string>} Places
 */

export const TARGET = ['chrome109', 'firefox115', 'safari16.4'];

/** Hands the script to require(), or else to the page and to AMD, of whose `define` its own tools have to find the call. */
const UNIVERSAL = {
  banner: { js: '(function(){' },
  globalName: 'parley',
  footer: {
    js: 'if(typeof module==="object"&&module.exports)module.exports=parley.library;' +
      'else{parley.setGlobals();if(typeof define==="function"&&define.amd)define([],function(){return parley.library})}})();',
  },
};

/** @param {{ root: string, dev: boolean }} options @returns {import('esbuild').BuildOptions} */
function common({ root, dev }) {
  return {
    absWorkingDir: root,
    bundle: true,
    write: false,
    target: TARGET,
    minify: !dev,
    sourcemap: dev ? 'inline' : false,
    legalComments: 'none',
  };
}

/**
 * The library by itself: one file for a script tag, and one ES module; and what shows a meeting in a
 * frame of somebody else's page, by Parley's own class and by Jitsi's.
 * @param {{ root: string, dev: boolean } & Places} options
 * @returns {Promise<Files>}
 */
export async function bundleLibrary({ root, dev, ...places }) {
  const define = definitions({ ...places, root: './' });
  const options = common({ root, dev });
  /** For a script tag: where it came from is known only while it is first run. @type {import('esbuild').BuildOptions} */
  const forTag = {
    ...options,
    format: 'iife',
    inject: [path.join(root, 'client-wasm/api/script_url.js')],
    define: { ...define, 'import.meta.url': 'PARLEY_SCRIPT_URL' },
  };
  /** @type {import('esbuild').BuildOptions} */
  const forFrame = { ...forTag, define: { ...forTag.define, ...await embedWords(root) } };
  const [[script], [module], [embed], [jitsi]] = await Promise.all([
    contents({ ...forTag, ...UNIVERSAL, entryPoints: ['client-wasm/api/script.js'] }),
    contents({ ...options, entryPoints: ['client-wasm/api/module.js'], format: 'esm', define }),
    contents({ ...forFrame, entryPoints: ['web/embed/embed.js'] }),
    contents({ ...forFrame, entryPoints: ['web/embed/external_api.js'] }),
  ]);
  return new Map([
    ['parley-video.js', leftAlone(script)],
    ['parley-video.mjs', leftAlone(module)],
    ['embed.js', embed],
    ['external_api.js', jitsi],
  ]);
}

/**
 * The encryption of media: a module for pages, which is its own worker.
 * @param {{ root: string, dev: boolean }} options
 */
export async function bundleEncryption(options) {
  const [file] = await contents({ ...common(options), entryPoints: ['client-wasm/platform/encryption/file.js'], format: 'esm' });
  return file;
}

/**
 * The library for bundlers, the module in it: an ES module, and a script for require(), AMD and script tags.
 * @param {{ root: string, wasm: string, version: string }} options `wasm`: the folder of parley.mjs and parley.wasm
 * @returns {Promise<Files>}
 */
export async function bundlePackage({ root, wasm, version }) {
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    ...common({ root, dev: false }),
    inject: [path.join(root, 'client-wasm/api/page_url.js')],
    define: { ...definitions({ version, root: '/', glue: '', wasm: '', encryption: '' }), 'import.meta.url': 'PARLEY_SCRIPT_URL' },
    plugins: [inlineModule(root, wasm)],
  };
  const [[script], [module]] = await Promise.all([
    contents({ ...options, ...UNIVERSAL, entryPoints: ['client-wasm/api/script.js'], format: 'iife' }),
    contents({ ...options, entryPoints: ['client-wasm/api/module.js'], format: 'esm' }),
  ]);
  return new Map([['parley-video.js', script], ['parley-video.mjs', module]]);
}

/**
 * An esbuild plugin that puts glue, module and the encryption's worker into the script.
 * @param {string} root
 * @param {string} wasm
 * @returns {import('esbuild').Plugin}
 */
export function inlineModule(root, wasm) {
  return {
    name: 'inline-module',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/module_files\.js$/ }, () => ({ path: path.join(root, 'client-wasm/api/module_inlined.js') }));
      onResolve({ filter: /^#glue$/ }, () => ({ path: path.join(wasm, 'parley.mjs') }));
      onResolve({ filter: /^#wasm$/ }, () => ({ path: path.join(wasm, 'parley.wasm'), namespace: 'bytes' }));
      onLoad({ filter: /./, namespace: 'bytes' }, async ({ path: file }) => ({
        contents: toByteText(await readFile(file)),
        loader: 'text',
      }));
      onResolve({ filter: /\/encryption_file\.js$/ }, () => ({ path: path.join(root, 'client-wasm/api/encryption_inlined.js') }));
      onResolve({ filter: /^#encryption-worker$/ }, ({ path: name }) => ({ path: name, namespace: 'worker' }));
      onLoad({ filter: /./, namespace: 'worker' }, async () => ({ contents: await encryptionWorker(root), loader: 'text' }));
    },
  };
}

/** @param {string} root */
async function encryptionWorker(root) {
  const [worker] = await contents({
    ...common({ root, dev: false }),
    stdin: { contents: "import { serve } from './client-wasm/platform/encryption/worker.js'; serve();", resolveDir: root },
    format: 'iife',
  });
  return worker;
}

/**
 * The few words of what shows a frame, in every language: it is one file, for pages of others.
 * @param {string} root
 */
async function embedWords(root) {
  const words = [...await readLanguages(root)].map(([language, messages]) =>
    [language, Object.fromEntries(Object.entries(messages).filter(([key]) => key.startsWith('embed.')))]);
  return { PARLEY_EMBED_WORDS: JSON.stringify(Object.fromEntries(words)) };
}

/**
 * Tells bundlers that take such a script in to leave its imports to the page. esbuild drops what the source
 * says about that when it minifies.
 * @param {Uint8Array} script
 */
function leftAlone(script) {
  const text = Buffer.from(script).toString();
  return Buffer.from(text.replace(/\bimport\((?=\w)/g, 'import(/* webpackIgnore: true *//* @vite-ignore */'));
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
export function definitions({ version, root, glue, wasm, encryption }) {
  return {
    PARLEY_ROOT: JSON.stringify(root),
    PARLEY_GLUE_FILE: JSON.stringify(glue),
    PARLEY_WASM_FILE: JSON.stringify(wasm),
    PARLEY_ENCRYPTION_FILE: JSON.stringify(encryption),
    PARLEY_VERSION: JSON.stringify(version),
  };
}
