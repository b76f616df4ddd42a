// PeerJS as its documentation has it: one waits under a known id, the other calls.

import { Peer } from 'peerjs';

import { getMedia, offerSeat, show } from './seat.js';

/** @type {import('./seat.js').Settings} */
let settings;
/** @type {MediaStream} */
let stream;

offerSeat({
  async prepare(given) {
    settings = given;
    stream = await getMedia();
  },
  async enter() {
    const [host, port] = settings.server.split(':');
    // Its own STUN and TURN servers are of the internet; nobody else here has any.
    const options = { host, port: Number(port), path: '/', config: { iceServers: [] } };
    const peer = settings.first ? new Peer(settings.room, options) : new Peer(options);
    peer.on('call', (call) => call.answer(stream));
    await new Promise((resolve, reject) => {
      peer.on('open', resolve);
      peer.on('error', reject);
    });
    if (!settings.first) peer.call(settings.room, stream).on('stream', show);
  },
});
