// The module as two files beside this script. In the npm package `module_inlined.js` takes this file's place.

/** @import { CreateModule } from './loader.js' */
import { ParleyError } from './errors.js';

/**
 * The glue: what creates the module.
 * @param {number} attempt 1 the first time
 * @returns {Promise<CreateModule>}
 */
export async function importGlue(attempt) {
  // The build fills in the file's name.
  const glue = new URL(PARLEY_GLUE_FILE, import.meta.url);
  // Some browsers (Chromium 150) remember that a module could not be loaded from an address.
  if (attempt > 1) glue.hash = `attempt-${attempt}`;
  // Bundlers have to leave this alone: the address is known only in the page.
  const { default: createModule } = await import(/* webpackIgnore: true */ /* @vite-ignore */ glue.href);
  return createModule;
}

/** @returns {Promise<WebAssembly.Module>} */
export async function compileModule() {
  const url = new URL(PARLEY_WASM_FILE, import.meta.url);
  const response = await fetch(url);
  const type = response.headers.get('Content-Type') ?? '';
  // Some hosts answer with a page for missing files.
  if ([404, 410].includes(response.status) || (response.ok && type.startsWith('text/html'))) {
    throw new ParleyError('page-outdated', `${url.pathname} is not there any more. Reload the page: it is older than its server.`);
  }
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  // Streaming compilation needs the right type, which not every static host sends.
  if (type === 'application/wasm') {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
