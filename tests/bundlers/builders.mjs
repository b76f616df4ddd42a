// One function for each bundler: builds the page in a folder, as its documentation tells a beginner to.

import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Parcel } from '@parcel/core';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import browserify from 'browserify';
import esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

const require = createRequire(import.meta.url);

/**
 * @typedef {object} Page
 * @property {string} folder with page.mjs and, for those that need require(), page.cjs
 * @property {string} out the folder that becomes the site
 * @property {(script: string) => string} html the page that loads the script of that name; as a module if it ends in .mjs
 */

/** @typedef {(page: Page) => Promise<unknown>} Builder rejects if the bundler has as much as a warning */

/** @param {Page} page @param {string} script */
const writeHtml = ({ out, html }, script) => writeFile(join(out, 'index.html'), html(script));

/** @param {any[]} warnings */
function expectNone(warnings) {
  if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.message ?? warning).join('\n'));
}

/** @param {'production' | 'development'} mode @returns {Builder} */
const withWebpack = (mode) => async (page) => {
  const { folder, out } = page;
  const output = { path: out, filename: 'page.js' };
  // It has a hint for everything of more than 244 KB before compression.
  const options = { mode, context: folder, entry: './page.mjs', output, performance: { hints: /** @type {const} */ (false) } };
  const stats = await promisify(webpack)(options);
  const { errors, warnings } = stats.toJson();
  expectNone([...errors, ...warnings]);
  await writeHtml(page, 'page.js');
};

/** @type {Builder} */
async function withVite({ folder, out, html }) {
  await writeFile(join(folder, 'index.html'), html('page.mjs'));
  /** @type {string[]} */
  const warnings = [];
  const logger = { ...vite.createLogger('silent'), warn: (/** @type {string} */ text) => warnings.push(text) };
  await vite.build({ root: folder, configFile: false, customLogger: logger, build: { outDir: out, chunkSizeWarningLimit: 1000 } });
  expectNone(warnings);
}

/** @param {'es' | 'iife'} format @returns {Builder} */
const withRollup = (format) => async (page) => {
  /** @type {unknown[]} */
  const warnings = [];
  const bundle = await rollup({
    input: join(page.folder, 'page.mjs'), plugins: [nodeResolve({ browser: true })], onwarn: (warning) => warnings.push(warning),
  });
  const script = format === 'es' ? 'page.mjs' : 'page.js';
  await bundle.write({ file: join(page.out, script), format });
  await bundle.close();
  expectNone(warnings);
  await writeHtml(page, script);
};

/** @param {'esm' | 'iife'} format @returns {Builder} */
const withEsbuild = (format) => async (page) => {
  const script = format === 'esm' ? 'page.mjs' : 'page.js';
  const { warnings } = await esbuild.build({
    entryPoints: [join(page.folder, 'page.mjs')],
    outfile: join(page.out, script),
    bundle: true,
    minify: true,
    format,
    logLevel: 'silent',
  });
  expectNone(warnings);
  await writeHtml(page, script);
};

/** @type {Builder} */
async function withParcel({ folder, out, html }) {
  await writeFile(join(folder, 'index.html'), html('page.mjs'));
  const parcel = new Parcel({
    entries: join(folder, 'index.html'),
    defaultConfig: require.resolve('@parcel/config-default'),
    mode: 'production',
    shouldDisableCache: true,
    cacheDir: join(folder, '.parcel-cache'),
    defaultTargetOptions: { distDir: out },
  });
  await parcel.run();
}

/** @type {Builder} */
async function withBrowserify(page) {
  await pipeline(browserify(join(page.folder, 'page.cjs')).bundle(), createWriteStream(join(page.out, 'page.js')));
  await writeHtml(page, 'page.js');
}

/** By what is shown of them. @type {Record<string, Builder>} */
export const BUILDERS = {
  'webpack 5': withWebpack('production'),
  'webpack 5, for development': withWebpack('development'),
  'Vite': withVite,
  'Rollup, as a module': withRollup('es'),
  'Rollup, as a script': withRollup('iife'),
  'esbuild, as a module': withEsbuild('esm'),
  'esbuild, as a script': withEsbuild('iife'),
  'Parcel': withParcel,
  'browserify': withBrowserify,
};

/**
 * Vite's development server, which takes packages in by other rules than its build.
 * @param {Page} page
 * @param {number} port
 */
export async function startVite({ folder, html }, port) {
  await writeFile(join(folder, 'index.html'), html('page.mjs'));
  const server = await vite.createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    cacheDir: join(folder, '.vite'),
    server: { port, host: '127.0.0.1', hmr: false, watch: null },
  });
  await server.listen();
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
