// What a page's connections are made of, and what the server told it of others' addresses.

/** @typedef {import('playwright-core').Page} Page */

/** What the watch leaves in the page. @typedef {{connections: RTCPeerConnection[], received: string[]}} Watched */

/** Has the page note its connections and what it receives, from its next load on. @param {Page} page */
export async function watchConnections(page) {
  await page.addInitScript(() => {
    /** @type {Watched} */
    const watched = { connections: [], received: [] };
    Object.assign(globalThis, { watched });
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      /** @param {RTCConfiguration} [configuration] */
      constructor(configuration) {
        super(configuration);
        watched.connections.push(this);
      }
    };
    globalThis.WebSocket = class extends WebSocket {
      /** @param {string | URL} url @param {string | string[]} [protocols] */
      constructor(url, protocols) {
        super(url, protocols);
        this.addEventListener('message', ({ data }) => watched.received.push(data));
      }
    };
  });
}

/**
 * The kinds of the two candidates between which the connected connections send, "relay relay" each.
 * @param {Page} page @returns {Promise<string[]>}
 */
export function selectedPairs(page) {
  return page.evaluate(async () => {
    const { connections } = /** @type {{watched: Watched}} */ (/** @type {unknown} */ (globalThis)).watched;
    const connected = connections.filter(({ connectionState }) => connectionState === 'connected');
    const kinds = connected.map(async (connection) => {
      const stats = await connection.getStats();
      const all = [...stats.values()];
      const transport = all.find(({ type }) => type === 'transport');
      const pair = stats.get(transport?.selectedCandidatePairId);
      const kind = (/** @type {string} */ id) => stats.get(id)?.candidateType;
      return `${kind(pair?.localCandidateId)} ${kind(pair?.remoteCandidateId)}`;
    });
    return Promise.all(kinds);
  });
}

/** All that the server has told the page. @param {Page} page @returns {Promise<string[]>} */
export function receivedTexts(page) {
  return page.evaluate(
    () => /** @type {{watched: Watched}} */ (/** @type {unknown} */ (globalThis)).watched.received,
  );
}

/** The ICE configuration of the page's open connections. @param {Page} page @returns {Promise<RTCConfiguration[]>} */
export function configurations(page) {
  return page.evaluate(() => {
    const { connections } = /** @type {{watched: Watched}} */ (/** @type {unknown} */ (globalThis)).watched;
    return connections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .map((connection) => {
        const { iceServers, iceTransportPolicy } = connection.getConfiguration();
        return { iceServers, iceTransportPolicy };
      });
  });
}
