/** @import { Room } from '../../client-wasm/api/room.js' */
import { connect, LocalAudioTrack } from '../../client-wasm/api/index.js';
import { reportsOf } from '../meeting/quality/reports.js';

const PATIENCE_MS = 12_000;
const PERIOD_MS = 250;

/**
 * A call with two ends on this page, in a room that nobody else knows: over the same server, with the
 * same connections as any other, with a tone that is not played.
 * @param {{ server: string, token: string }} options
 * @param {{ entered: () => void }} told when the server has let us in
 * @returns {Promise<{ path: 'direct' | 'relay' | '', roundTrip: number | null } | null>} null where no
 *   sound comes through; rejected with a ParleyError where the server does not let us in
 */
export async function callToOneself({ server, token }, { entered }) {
  const name = `check-${crypto.randomUUID()}`;
  const context = new AudioContext();
  const tone = new OscillatorNode(context);
  const output = context.createMediaStreamDestination();
  tone.connect(output);
  tone.start();
  const track = new LocalAudioTrack(output.stream.getAudioTracks()[0], { name: 'tone' });
  /** @type {Room[]} */
  const rooms = [];
  try {
    rooms.push(await connect(token, { name, server, identity: 'A', tracks: [track] }));
    entered();
    rooms.push(await connect(token, { name, server, identity: 'B', tracks: [] }));
    return await untilHeard(rooms[1]);
  } finally {
    for (const room of rooms) room.disconnect();
    track.stop();
    context.close();
  }
}

/** @param {Room} room */
async function untilHeard(room) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const [participant] = room.participants.values();
    const isHeard = [...(participant?.audioTracks.values() ?? [])].some(({ track }) => track?.isStarted);
    if (isHeard) return figuresOf((await reportsOf(room))[0]?.path ?? null);
    await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
  }
  return null;
}

/**
 * @param {import('../meeting/quality/sample.js').Report['path']} path
 * @returns {{ path: 'direct' | 'relay' | '', roundTrip: number | null }}
 */
function figuresOf(path) {
  if (!path) return { path: '', roundTrip: null };
  const { relayed, roundTripTime } = path;
  return { path: relayed ? 'relay' : 'direct', roundTrip: roundTripTime === null ? null : roundTripTime * 1000 };
}
