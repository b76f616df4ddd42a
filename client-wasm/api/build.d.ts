// Filled in by tools/build-web.mjs: the names of two files beside the bundle, hashes included.
declare const PARLEY_GLUE_FILE: string;
declare const PARLEY_WASM_FILE: string;
declare const PARLEY_VERSION: string;
/** By language, without English, which is in the scripts. */
declare const PARLEY_LANGUAGE_FILES: Record<string, string>;
