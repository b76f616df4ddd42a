// Filled in by tools/build-web.mjs.

/** Where two files are, from the bundle; the names have hashes. */
declare const PARLEY_GLUE_FILE: string;
declare const PARLEY_WASM_FILE: string;
/** Where the server's addresses begin, from the bundle. */
declare const PARLEY_ROOT: string;
declare const PARLEY_VERSION: string;
/** By language, without English, which is in the scripts. */
declare const PARLEY_LANGUAGE_FILES: Record<string, string>;
/** Where the recordings' worker is, from the pages' scripts. */
declare const PARLEY_RECORDING_WORKER: string;
/** What embed.js has to say itself, by language. */
declare const PARLEY_EMBED_WORDS: Record<string, Record<string, string>>;
