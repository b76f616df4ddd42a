/** @import { ParleyModule } from '../bindings/client.js' */
import { withEventMethods } from '../platform/event_methods.js';
import { ParleyError } from './errors.js';

/** @type {Promise<ParleyModule> | null} */
let loading = null;
let attempts = 0;

/**
 * The WebAssembly module, loaded at the first call.
 * @returns {Promise<ParleyModule>} rejected with a ParleyError; the next call tries again
 */
export function loadModule() {
  loading ??= load().catch((error) => {
    loading = null;
    if (error instanceof ParleyError) throw error;
    throw new ParleyError('connection-failed', `Parley could not be loaded: ${error.message}`);
  });
  return loading;
}

/** @returns {Promise<ParleyModule>} */
async function load() {
  // Both files are next to this script; the build fills in their names.
  const glue = new URL(PARLEY_GLUE_FILE, import.meta.url);
  // Some browsers (Chromium 150) remember that a module could not be loaded from an address.
  if (++attempts > 1) glue.hash = `attempt-${attempts}`;
  const importing = import(glue.href);
  const compiling = compile(new URL(PARLEY_WASM_FILE, import.meta.url));
  // Waits for both, so that nothing is in progress when loading is retried.
  await Promise.allSettled([importing, compiling]);
  // If both are missing, this one knows why.
  const compiled = await compiling;
  const { default: createModule } = await importing;
  return new Promise((resolve, reject) => {
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    const instantiateWasm = (imports, done) => {
      // The glue does not learn of a failure here and would wait forever.
      WebAssembly.instantiate(compiled, imports)
        .then((instance) => done(instance, compiled))
        .catch(reject);
      return {};
    };
    createModule({ instantiateWasm }).then(withEventMethods).then(resolve, reject);
  });
}

/** @param {URL} url */
async function compile(url) {
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
