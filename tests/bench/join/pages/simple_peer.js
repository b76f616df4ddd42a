// simple-peer as its README has it, with a relay in between.

import SimplePeer from 'simple-peer/simplepeer.min.js';

import { RelaySocket } from './relay_socket.js';
import { getMedia, offerSeat, show } from './seat.js';

/** @type {import('./seat.js').Settings} */
let settings;
/** @type {MediaStream} */
let stream;
/** @type {RelaySocket} */
let relay;
/** @type {import('simple-peer/simplepeer.min.js').Peer | null} */
let peer = null;

offerSeat({
  async prepare(given) {
    settings = given;
    stream = await getMedia();
  },
  async enter() {
    relay = new RelaySocket(settings, (message) => (peer ?? createPeer(false)).signal(message));
    if (!settings.first) createPeer(true);
    await relay.opened;
  },
});

/** @param {boolean} initiator */
function createPeer(initiator) {
  // Its own STUN servers are of the internet; nobody else here has any.
  peer = new SimplePeer({ initiator, stream, config: { iceServers: [] } });
  peer.on('signal', (message) => relay.send(message));
  peer.on('stream', show);
  return peer;
}
