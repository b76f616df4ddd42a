/**
 * Calls a function that a page has given us. Errors that it throws are reported as uncaught errors.
 * @param {() => void} call
 */
export function callPage(call) {
  try {
    call();
  } catch (error) {
    // Not thrown here: events are emitted from inside calls of Wasm, which no exception may cross.
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  }
}
