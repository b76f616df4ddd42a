// Stands in for `import.meta.url` in the bundle for script tags, where there is no such thing. The
// browser knows which script it runs only while it first runs it.
const script = document.currentScript;

export const PARLEY_SCRIPT_URL = script instanceof HTMLScriptElement && script.src
  ? script.src
  : location.href;
