// The module as part of this script, so that a bundler takes it in like any other code: for the npm package.

/** @import { CreateModule } from './loader.js' */
import createModule from '#glue';
import text from '#wasm';
import { fromByteText } from '../platform/byte_text.js';

/** @returns {Promise<CreateModule>} */
export async function importGlue() {
  return createModule;
}

/** @returns {Promise<WebAssembly.Module>} */
export async function compileModule() {
  return WebAssembly.compile(fromByteText(text));
}
