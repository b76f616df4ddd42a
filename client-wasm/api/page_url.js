// Replaces `import.meta.url` in the npm package: where a bundler has put the library says nothing about the
// server, and not every bundler knows `import.meta`. There is no page where one is rendered on a server.
export const PARLEY_SCRIPT_URL = globalThis.location?.href;
