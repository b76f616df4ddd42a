/** @import { Host, Observer, ParleyModule } from '../bindings/client.js' */

const PASSES = 2;

const SDP = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nm=audio 9 X 0\r\na=ice-ufrag:rehearsal\r\n';

/** A server's messages: two people are in the room, one of them comes later and offers. */
const ENTRY = {
  id: 'PA1',
  room: { sid: 'RM1', name: 'rehearsal' },
  participants: [{ id: 'PA2', identity: 'B', polite: true, tracks: [{ sid: 'MT2', kind: 'audio' }] }],
  iceServers: [{ urls: ['stun:localhost'] }],
};
const MESSAGES = [
  { type: 'LOBBY', ...ENTRY },
  { type: 'WELCOME', ...ENTRY },
  { type: 'ANSWER', from: 'PA2', message: { type: 'answer', sdp: SDP }, epoch: 1, offerId: 1, tracks: { 0: 'MT2' } },
  { type: 'USER_JOIN', from: 'PA3', identity: 'C', polite: false, tracks: [] },
  { type: 'OFFER', from: 'PA3', message: { type: 'offer', sdp: SDP }, epoch: 1, offerId: 1 },
  { type: 'candidate', from: 'PA3', candidate: { candidate: 'c', sdpMid: '0', usernameFragment: 'rehearsal' }, epoch: 1 },
].map((message) => JSON.stringify(message));

/**
 * Plays a short simulated meeting through the client. Browsers compile WebAssembly when it first runs,
 * function by function. While someone still looks at the preview this costs nothing; on joining the call
 * it would take about 30 ms.
 * @param {ParleyModule} module
 */
export function rehearse(module) {
  for (let pass = 0; pass < PASSES; ++pass) playOnce(module);
}

/** @param {ParleyModule} module */
function playOnce(module) {
  const silent = new Proxy({}, { get: () => () => 0 });
  const client = new module.Client(/** @type {Host} */ (silent), /** @type {Observer} */ (silent));
  const [lobby, welcome, answer, join, offer, candidate] = MESSAGES;
  client.preview('ws://localhost', 'rehearsal', 1, '');
  client.socketOpened();
  client.socketMessage(lobby);
  client.publishTrack(false, 'MT1', 'audio', true, 'standard', 'microphone');
  client.connect('ws://localhost', 'rehearsal', 'A', 1, '');
  client.socketMessage(welcome);
  client.localDescriptionApplied(1, 'offer', ['0 MT1'], '', SDP);
  client.localCandidate(1, 'c', '0', 0, 'rehearsal');
  client.socketMessage(answer);
  client.remoteDescriptionApplied(1, false);
  client.socketMessage(join);
  client.socketMessage(offer);
  client.socketMessage(candidate);
  client.remoteDescriptionApplied(2, false);
  client.localDescriptionApplied(2, 'answer', ['0 MT1'], '', SDP);
  client.disconnect();
  client.delete();
}
