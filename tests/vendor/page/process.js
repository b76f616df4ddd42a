// What Node's modules expect of `process`, in a page.

const TOPOLOGY = new URL(location.href).searchParams.get('topology');

export const process = { env: { ...globalThis.SUITE_ENVIRONMENT, TOPOLOGY }, browser: true, version: '', nextTick: queueMicrotask };
