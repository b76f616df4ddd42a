// Parley's library as its own page uses it.

import { connect, createLocalTracks, preload } from '../../../../client-wasm/api/index.js';
import { offerSeat, REMOTE } from './seat.js';

/** @import { LocalMediaTrack } from '../../../../client-wasm/api/local_media_track.js' */
/** @import { RemoteMediaTrack } from '../../../../client-wasm/api/remote_media_track.js' */

preload();

/** @type {import('./seat.js').Settings} */
let settings;
/** @type {LocalMediaTrack[]} */
let tracks;

offerSeat({
  async prepare(given) {
    settings = given;
    tracks = await createLocalTracks();
    // Nobody presses "join" so soon that the module is not there yet.
    while (!hasFetchedModule()) await new Promise((resolve) => setTimeout(resolve, 20));
  },
  async enter() {
    const { server, room: name, first } = settings;
    const identity = first ? 'Ann' : 'Ben';
    const room = await connect('', { name, identity, server: `http://${server}`, tracks });
    room.on('trackSubscribed', (/** @type {RemoteMediaTrack} */ track) => {
      if (track.kind === 'video') track.attach(REMOTE);
      else track.attach();
    });
  },
});

function hasFetchedModule() {
  return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'));
}
