// What has passed the connections of this page. The benchmark calls window.roomFigures.

/**
 * Sums of all connections that are open.
 * @typedef {object} Totals
 * @property {number} at in ms
 * @property {number} sentBytes over all transports, without the headers of RTP's transport
 * @property {number} receivedBytes
 * @property {number} captured frames that cameras gave to connections, once for each connection
 * @property {number} shown frames that were decoded
 * @property {number} packets of RTP, sent and received
 * @property {number} receivedPackets
 */

/** @param {RTCPeerConnection[]} connections @returns {Promise<Totals>} */
async function totals(connections) {
  const sum = { at: performance.now(), sentBytes: 0, receivedBytes: 0, captured: 0, shown: 0, packets: 0, receivedPackets: 0 };
  const open = connections.filter(({ connectionState }) => connectionState !== 'closed');
  for (const report of await Promise.all(open.map((connection) => connection.getStats()))) {
    const all = /** @type {any[]} */ ([...report.values()]);
    // In a room over the SFU a connection of the mesh's may be left that sends nothing.
    const sends = all.some(({ type, kind, active }) => type === 'outbound-rtp' && kind === 'video' && active !== false);
    for (const one of all) {
      if (one.type === 'transport') {
        sum.sentBytes += one.bytesSent ?? 0;
        sum.receivedBytes += one.bytesReceived ?? 0;
      } else if (sends && one.type === 'media-source' && one.kind === 'video') {
        sum.captured += one.frames ?? 0;
      } else if (one.type === 'inbound-rtp') {
        sum.shown += one.framesDecoded ?? 0;
        sum.receivedPackets += one.packetsReceived ?? 0;
        sum.packets += one.packetsReceived ?? 0;
      } else if (one.type === 'outbound-rtp') {
        sum.packets += one.packetsSent ?? 0;
      }
    }
  }
  return sum;
}

Object.assign(globalThis, { roomFigures: totals });
