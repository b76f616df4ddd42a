// Filled in by tools/build-web.mjs: the names of two files beside the bundle, hashes included.
declare const PARLEY_GLUE_FILE: string;
declare const PARLEY_WASM_FILE: string;
declare const PARLEY_VERSION: string;
