/**
 * Has the browser make what its first connection of a page needs: threads, devices, lists of codecs.
 * On the way into the call that would cost some 5 ms. Nothing is sent.
 */
export async function warmUpConnections() {
  const connection = new RTCPeerConnection();
  try {
    for (const kind of ['audio', 'video']) connection.addTransceiver(kind);
    await connection.createOffer();
  } finally {
    connection.close();
  }
}
