// Filled in by tools/build-web.mjs.

/** The paths of files, relative to the bundle; the names contain hashes. */
declare const PARLEY_GLUE_FILE: string;
declare const PARLEY_WASM_FILE: string;
declare const PARLEY_ENCRYPTION_FILE: string;
/** The base of the server's addresses, relative to the bundle. */
declare const PARLEY_ROOT: string;
declare const PARLEY_VERSION: string;
/** By language, except English, which is in the scripts. */
declare const PARLEY_LANGUAGE_FILES: Record<string, string>;
/** The path of the recording worker, relative to the pages' scripts. */
declare const PARLEY_RECORDING_WORKER: string;
/** The worker that changes the background, and the files of its model by their own names, beside it. */
declare const PARLEY_BACKGROUND_WORKER: string;
declare const PARLEY_SEGMENTATION_FILES: Record<string, string>;
/** The messages that embed.js shows itself, by language. */
declare const PARLEY_EMBED_WORDS: Record<string, Record<string, string>>;

/** In the npm package: the glue, and the module as toByteText() writes it. */
declare module '#glue' {
  const createModule: import('./loader.js').CreateModule;
  export default createModule;
}
declare module '#wasm' {
  const text: string;
  export default text;
}
/** And the worker that encrypts media, as a script. */
declare module '#encryption-worker' {
  const text: string;
  export default text;
}
