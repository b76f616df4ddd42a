// What Node's modules expect of `process`, in a page.

export const process = { env: globalThis.SUITE_ENVIRONMENT ?? {}, browser: true, version: '', nextTick: queueMicrotask };
