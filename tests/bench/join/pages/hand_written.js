// A page for two as someone writes it who knows how: the newcomer offers at once, candidates follow
// as they are found, and nothing waits for an answer that it does not need.

import { RelaySocket } from './relay_socket.js';
import { getMedia, offerSeat, show } from './seat.js';

/** @type {import('./seat.js').Settings} */
let settings;
/** @type {MediaStream} */
let stream;
/** @type {RelaySocket | null} */
let relay = null;
/** @type {RTCPeerConnection} */
let connection;

offerSeat({
  async prepare(given) {
    settings = given;
    stream = await getMedia();
    if (settings.warm) await openRelay().opened;
  },
  async enter() {
    const { opened } = relay ?? openRelay();
    if (!settings.first) {
      createConnection();
      await describe();
    }
    await opened;
  },
});

function openRelay() {
  relay = new RelaySocket(settings, receive);
  return relay;
}

function createConnection() {
  connection = new RTCPeerConnection();
  connection.ontrack = ({ streams }) => show(streams[0]);
  connection.onicecandidate = ({ candidate }) => relay?.send({ candidate });
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
}

async function describe() {
  await connection.setLocalDescription();
  relay?.send({ description: connection.localDescription });
}

/** @param {{ description?: RTCSessionDescription, candidate?: RTCIceCandidate }} message */
async function receive({ description, candidate }) {
  if (description?.type === 'offer') createConnection();
  if (description) await connection.setRemoteDescription(description);
  if (description?.type === 'offer') await describe();
  if (candidate) await connection.addIceCandidate(candidate);
}
