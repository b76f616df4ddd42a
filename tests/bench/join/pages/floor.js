// Two connections in one page, with nothing between them: what the browser itself takes.

import { getMedia, offerSeat, show } from './seat.js';

/** @type {MediaStream} */
let stream;

offerSeat({
  async prepare() {
    stream = await getMedia();
  },
  async enter() {
    const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
    here.ontrack = ({ streams }) => show(streams[0]);
    here.onicecandidate = ({ candidate }) => there.addIceCandidate(candidate ?? undefined);
    there.onicecandidate = ({ candidate }) => here.addIceCandidate(candidate ?? undefined);
    for (const track of stream.getTracks()) here.addTrack(track, stream);
    await here.setLocalDescription();
    const offered = there.setRemoteDescription(/** @type {RTCSessionDescription} */ (here.localDescription));
    for (const track of stream.getTracks()) there.addTrack(track, stream);
    await offered;
    await there.setLocalDescription();
    await here.setRemoteDescription(/** @type {RTCSessionDescription} */ (there.localDescription));
  },
});
