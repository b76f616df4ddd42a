/** @import { ParleyModule } from '../bindings/client.js' */
import { ParleyError } from './errors.js';

/** @type {Promise<ParleyModule> | null} */
let loading = null;

/**
 * The WebAssembly module, loaded at the first call.
 * @returns {Promise<ParleyModule>} rejected with a ParleyError; the next call tries again
 */
export function loadModule() {
  loading ??= load().catch((error) => {
    loading = null;
    throw new ParleyError('connection-failed', `Parley could not be loaded: ${error.message}`);
  });
  return loading;
}

/** @returns {Promise<ParleyModule>} */
async function load() {
  // Both files lie beside this script; the build fills in their names.
  const [{ default: createModule }, compiled] = await Promise.all([
    import(new URL(PARLEY_GLUE_FILE, import.meta.url).href),
    compile(new URL(PARLEY_WASM_FILE, import.meta.url)),
  ]);
  return new Promise((resolve, reject) => {
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    const instantiateWasm = (imports, done) => {
      // The glue does not hear of a failure here and would wait for ever.
      WebAssembly.instantiate(compiled, imports)
        .then((instance) => done(instance, compiled))
        .catch(reject);
      return {};
    };
    createModule({ instantiateWasm }).then(resolve, reject);
  });
}

/** @param {URL} url */
async function compile(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  // Compiling while it arrives needs the right type, which not every static host sends.
  if (response.headers.get('Content-Type') === 'application/wasm') {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
