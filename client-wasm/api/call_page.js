/**
 * Calls what a page has given us. What it throws goes where uncaught errors go.
 * @param {() => void} call
 */
export function callPage(call) {
  try {
    call();
  } catch (error) {
    // Not thrown: events are told from inside calls of Wasm, which no exception may cross.
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  }
}
