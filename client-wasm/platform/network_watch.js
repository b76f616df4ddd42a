/**
 * @typedef {object} NetworkEvents
 * @property {() => void} networkChanged  another network, or one again
 * @property {() => void} pageShown  the page is looked at again
 */

/**
 * Tells when waiting makes no sense any more.
 * @param {NetworkEvents} events
 * @returns {() => void} ends the watch
 */
export function watchNetwork({ networkChanged, pageShown }) {
  const ending = new AbortController();
  const { signal } = ending;
  const visibilityChanged = () => {
    if (document.visibilityState === 'visible') pageShown();
  };
  addEventListener('online', networkChanged, { signal });
  document.addEventListener('visibilitychange', visibilityChanged, { signal });
  // Not in every browser, and not in the DOM's types.
  const connection = /** @type {{ connection?: EventTarget }} */ (globalThis.navigator)?.connection;
  connection?.addEventListener('change', networkChanged, { signal });
  return () => ending.abort();
}
