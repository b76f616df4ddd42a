/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { Meter, VOICE } from '../audio/meter.js';
import { forEveryone } from '../call.js';

const PERIOD_MS = 100;

/** As long as the pauses between words. */
const PAUSE_MS = 600;

/**
 * Marks whoever of the others speaks, as the library hears it, and oneself, who sees by that that the
 * microphone hears.
 * @param {MeetingPage} page
 */
export function installSpeakers(page) {
  markOthers(page);
  markOneself(page);
}

/** @param {MeetingPage} page */
function markOthers({ call, tiles }) {
  const show = () => {
    const speaker = call.room?.dominantSpeaker ?? null;
    // In a silence the last speaker stays; whoever has switched the microphone off has done.
    const isHeard = [...(speaker?.audioTracks.values() ?? [])].some(({ isTrackEnabled }) => isTrackEnabled);
    tiles.setSpeaker(speaker && isHeard ? speaker.sid : null);
  };
  call.addEventListener('entered', () => call.room?.on('dominantSpeakerChanged', show));
  call.addEventListener('left', show);
  forEveryone(call, {
    came(/** @type {RemoteParticipant} */ participant) {
      for (const event of /** @type {const} */ (['trackEnabled', 'trackDisabled'])) participant.on(event, show);
    },
  });
}

/** @param {MeetingPage} page */
function markOneself({ call, localTile, microphone }) {
  /** @type {{ track: MediaStreamTrack, meter: Meter, timer: ReturnType<typeof setInterval> } | null} */
  let watch = null;

  function update() {
    const track = call.phase === 'in-call' && microphone.isOn ? microphone.track?.mediaStreamTrack : undefined;
    if (track === watch?.track) return;
    clearInterval(watch?.timer);
    watch?.meter.stop();
    watch = null;
    localTile.setSpeaking(false);
    if (!track) return;
    const meter = new Meter(track);
    let lastHeard = -Infinity;
    const timer = setInterval(() => {
      if (meter.level > VOICE) lastHeard = performance.now();
      localTile.setSpeaking(performance.now() - lastHeard < PAUSE_MS);
    }, PERIOD_MS);
    watch = { track, meter, timer };
  }

  microphone.addEventListener('change', update);
  call.addEventListener('change', update);
}
