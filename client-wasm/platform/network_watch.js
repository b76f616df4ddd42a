/**
 * @typedef {object} NetworkEvents
 * @property {() => void} networkChanged  the network has changed, or is back
 * @property {() => void} pageShown  the page is visible again
 */

/** @typedef {EventTarget & { type?: string }} Connection W3C netinfo, section 4; on desktops without a type */

/**
 * Reports when it makes no sense to wait any longer.
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
  const { connection } = /** @type {{ connection?: Connection }} */ (globalThis.navigator ?? {});
  let type = connection?.type;
  const connectionChanged = () => {
    const before = type;
    type = connection?.type;
    // It also reports every new estimate of the speed. Without a network there is nothing to do, and "online"
    // reports when it is back.
    if (type !== before && type !== 'none' && before !== 'none') networkChanged();
  };
  connection?.addEventListener('change', connectionChanged, { signal });
  return () => ending.abort();
}
