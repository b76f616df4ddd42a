/** @import { MeetingPage } from '../meeting_page.js' */
import { byId } from '../../common/elements.js';
import { Meter } from '../audio/meter.js';

/** Quieter than this is silence. */
const QUIETEST_DB = -55;
const PERIOD_MS = 60;

/** Shows before the call that the microphone hears. @param {MeetingPage} page */
export function installLevel({ call, microphone, localTile }) {
  const place = byId('level', HTMLElement);
  localTile.element.append(place);
  /** @type {{ meter: Meter, track: MediaStreamTrack, timer: ReturnType<typeof setInterval> } | null} */
  let watch = null;

  function stop() {
    if (!watch) return;
    clearInterval(watch.timer);
    watch.meter.stop();
    watch = null;
  }

  function update() {
    const track = call.phase === 'ready' && microphone.isOn ? microphone.track?.mediaStreamTrack : undefined;
    place.hidden = track === undefined;
    if (track === watch?.track) return;
    stop();
    if (!track) return;
    const meter = new Meter(track);
    const timer = setInterval(() => {
      const part = loudness(meter.level);
      place.style.setProperty('--level', part.toFixed(2));
      place.setAttribute('aria-valuenow', String(Math.round(part * 100)));
    }, PERIOD_MS);
    watch = { meter, track, timer };
  }

  microphone.addEventListener('change', update);
  call.addEventListener('change', update);
  update();
}

/**
 * How loud a level sounds to people, whose hearing is logarithmic.
 * @param {number} level the root mean square, from 0 to 1
 * @returns {number} from 0 to 1
 */
export function loudness(level) {
  if (level <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(level)) / QUIETEST_DB));
}
