// Replaces `import.meta.url` in the bundle for script tags, which do not have it. The browser only knows
// which script is running while it runs for the first time.
const script = globalThis.document?.currentScript;

export const PARLEY_SCRIPT_URL = script && 'src' in script && script.src
  ? script.src
  : globalThis.location?.href;
