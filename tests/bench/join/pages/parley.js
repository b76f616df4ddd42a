// Parley's library as its own page uses it.

import { connect, createLocalTracks, preload } from '../../../../client-wasm/api/index.js';
import { offerSeat, REMOTE } from './seat.js';

/** @import { LocalMediaTrack } from '../../../../client-wasm/api/local_media_track.js' */

/** @type {import('./seat.js').Settings} */
let settings;
/** @type {LocalMediaTrack[]} */
let tracks;

offerSeat({
  async prepare(given) {
    settings = given;
    const loading = preload(room());
    tracks = await createLocalTracks();
    // Nobody presses "join" so soon that the module is not there yet.
    await loading;
  },
  async enter() {
    const identity = settings.first ? 'Ann' : 'Ben';
    const entered = await connect('', { ...room(), identity, tracks });
    entered.on('trackSubscribed', (track) => {
      if (track.kind === 'video') track.attach(REMOTE);
      else if (track.kind === 'audio') track.attach();
    });
  },
});

function room() {
  return { name: settings.room, server: `http://${settings.server}` };
}
