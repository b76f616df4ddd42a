/** @import { ParleyModule } from '../bindings/client.js' */
import { withEventMethods } from '../platform/event_methods.js';
import { ParleyError } from './errors.js';
import { compileModule, importGlue } from './module_files.js';

/** The glue's default export. @typedef {(options: object) => Promise<{ Client: Function, eventNames(): string[] }>} CreateModule */

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
  const importing = importGlue(++attempts);
  const compiling = compileModule();
  // Waits for both, so that nothing is in progress when loading is retried.
  await Promise.allSettled([importing, compiling]);
  // If both are missing, this one knows why.
  const compiled = await compiling;
  const createModule = await importing;
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
