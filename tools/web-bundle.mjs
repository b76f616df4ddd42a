import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, transform } from 'esbuild';
import { fillWords, readLanguages } from './web-languages.mjs';
import { bundleEncryption, bundleLibrary, definitions, TARGET } from './web-library.mjs';
import { pruneBootstrap } from './web-prune.mjs';

/** @typedef {Map<string, Uint8Array>} Files contents by path below dist/ */

const ENTRIES = ['web/home.js', 'web/room.js', 'web/check.js', 'web/not_found.js', 'web/theme.js', 'web/style.css'];
const ICONS = ['icon-192.png', 'icon-512.png', 'icon-maskable-512.png', 'apple-touch-icon.png'];
const SEGMENTATION = path.dirname(createRequire(import.meta.url).resolve('@mediapipe/selfie_segmentation'));
/** What it loads in browsers with SIMD in WebAssembly, which all have that can encode the pictures in time. */
const SEGMENTATION_FILES = [
  'selfie_segmentation.js',
  'selfie_segmentation.binarypb',
  'selfie_segmentation_landscape.tflite',
  'selfie_segmentation_solution_simd_wasm_bin.js',
  'selfie_segmentation_solution_simd_wasm_bin.wasm',
];
const PAGES = ['home.html', 'room.html', 'check.html', 'not_found.html'];

/**
 * What the pages consist of.
 * @typedef {object} Bundle
 * @property {Files} library for other people's pages, under names that stay
 * @property {Files} assets with names that change with their content, such as "assets/room-1A2B.js"
 * @property {Map<string, string>} names of the assets, by the names that the pages' source has
 * @property {Map<string, string>} pages the HTML, by file name, still with the source's names in it
 */

/**
 * @param {{ root: string, wasm: string, dev: boolean }} options `wasm`: where the glue and the
 *   module lie; `dev`: readable, with source maps
 * @returns {Promise<Bundle>}
 */
export async function bundle({ root, wasm, dev }) {
  /** @type {Files} */
  const assets = new Map();
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @param {string} name @param {Uint8Array} content */
  const add = (name, content) => {
    const { name: stem, ext } = path.parse(name);
    const hashed = `${stem}-${hashOf(content)}${ext}`;
    assets.set(`assets/${hashed}`, content);
    names.set(name, hashed);
    return hashed;
  };

  const glueSource = await readFile(path.join(wasm, 'parley.mjs'), 'utf8');
  const glue = await transform(glueSource, { minify: !dev, format: 'esm', target: TARGET });
  const glueFile = add('parley-glue.js', Buffer.from(glue.code));
  const wasmFile = add('parley.wasm', await readFile(path.join(wasm, 'parley.wasm')));
  const encryptionFile = add('parley-encryption.js', await bundleEncryption({ root, dev }));
  const languages = await readLanguages(root);
  const languageFiles = Object.fromEntries([...languages]
    .filter(([language]) => language !== 'en')
    .map(([language, messages]) => [language, add(`${language}.json`, toJson(messages))]));
  add('favicon.svg', await readFile(path.join(root, 'web/favicon.svg')));
  for (const icon of ICONS) add(icon, await readFile(path.join(root, 'web/icons', icon)));
  const manifest = await readFile(path.join(root, 'web/manifest.webmanifest'), 'utf8');
  add('manifest.webmanifest', Buffer.from(withRealNames(manifest, names)));

  const worker = await build({
    absWorkingDir: root,
    entryPoints: ['web/meeting/recording/recording_worker.js'],
    bundle: true,
    write: false,
    format: 'esm',
    target: TARGET,
    minify: !dev,
    sourcemap: dev ? 'inline' : false,
    // It has a library in it whose licence wants to be named.
    legalComments: 'eof',
  });
  const workerFile = add('recording-worker.js', worker.outputFiles[0].contents);
  const background = await build({
    absWorkingDir: root,
    entryPoints: ['web/meeting/background/background_worker.js'],
    bundle: true,
    write: false,
    // MediaPipe's script is loaded by importScripts(), which modules do not have.
    format: 'iife',
    target: TARGET,
    minify: !dev,
    sourcemap: dev ? 'inline' : false,
  });
  const backgroundFile = add('background-worker.js', background.outputFiles[0].contents);
  /** @type {Record<string, string>} */
  const segmentationFiles = {};
  for (const name of SEGMENTATION_FILES) {
    segmentationFiles[name] = add(name, await readFile(path.join(SEGMENTATION, name)));
  }

  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    bundle: true,
    write: false,
    outdir: path.join(root, 'dist'),
    outbase: path.join(root, 'web'),
    format: 'esm',
    target: TARGET,
    minify: !dev,
    sourcemap: dev ? 'inline' : false,
    legalComments: 'none',
    loader: { '.svg': 'text' },
    plugins: [pruneBootstrap(path.join(root, 'web'))],
    define: {
      ...definitions({ version, root: '../', glue: glueFile, wasm: wasmFile, encryption: encryptionFile }),
      PARLEY_RECORDING_WORKER: JSON.stringify(workerFile),
      PARLEY_BACKGROUND_WORKER: JSON.stringify(backgroundFile),
      PARLEY_SEGMENTATION_FILES: JSON.stringify(segmentationFiles),
      PARLEY_LANGUAGE_FILES: JSON.stringify(languageFiles),
    },
  });
  for (const file of outputFiles) add(path.basename(file.path), file.contents);

  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const page of PAGES) {
    const html = await readFile(path.join(root, 'web', page), 'utf8');
    pages.set(page, fillWords(html, languages));
  }
  const library = await bundleLibrary({
    root,
    dev,
    version,
    glue: `assets/${glueFile}`,
    wasm: `assets/${wasmFile}`,
    encryption: `assets/${encryptionFile}`,
  });
  return { assets, names, pages, library };
}

/**
 * A page with the assets' real names.
 * @param {string} html
 * @param {Map<string, string>} names
 * @param {{ hosting?: 'static' | 'server', up?: string }} [options] `up`: from the page's address to
 *   the folder that has assets/
 * @returns {Uint8Array}
 */
export function finishPage(html, names, { hosting = 'static', up = '' } = {}) {
  const named = html.replace(/"assets\/([^"]+)"/g, (_, name) => {
    const hashed = names.get(name);
    if (hashed === undefined) throw new Error(`A page wants assets/${name}, which is not built.`);
    return `"${up}assets/${hashed}"`;
  });
  return Buffer.from(named.replace('name="parley-hosting" content="static"',
    `name="parley-hosting" content="${hosting}"`));
}

/**
 * What makes the pages an application that can be installed; its icons lie beside it.
 * @param {string} manifest
 * @param {Map<string, string>} names
 */
function withRealNames(manifest, names) {
  return manifest.replace(/"src": "([^"]+)"/g, (_, name) => `"src": "${names.get(name)}"`);
}

/** @param {object} value */
function toJson(value) {
  return Buffer.from(JSON.stringify(value));
}

/** @param {Uint8Array} content */
function hashOf(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}
