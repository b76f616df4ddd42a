/**
 * @typedef {object} NetworkEvents
 * @property {() => void} networkChanged  another network, or one again
 * @property {() => void} pageShown  the page is looked at again
 */

/** @typedef {EventTarget & { type?: string }} Connection W3C netinfo, section 4; on desktops without a type */

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
  const { connection } = /** @type {{ connection?: Connection }} */ (globalThis.navigator ?? {});
  let type = connection?.type;
  const connectionChanged = () => {
    const before = type;
    type = connection?.type;
    // It tells of every new estimate of the speed too. Without a network there is nothing to be done, and that there
    // is one again is told by "online".
    if (type !== before && type !== 'none' && before !== 'none') networkChanged();
  };
  connection?.addEventListener('change', connectionChanged, { signal });
  return () => ending.abort();
}
