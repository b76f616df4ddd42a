/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';
import { Meter, VOICE } from '../audio/meter.js';

const PERIOD_MS = 100;

/** This many loud moments in a row count as speech, not as a cough. */
const ENOUGH = 8;

/** Warns someone who speaks while the microphone is off. @param {MeetingPage} page */
export function installMutedWarning({ call, microphone, notices }) {
  /** @type {{ track: MediaStreamTrack, meter: Meter, timer: ReturnType<typeof setInterval> } | null} */
  let watch = null;

  function stop() {
    if (!watch) return;
    clearInterval(watch.timer);
    watch.meter.stop();
    watch.track.stop();
    watch = null;
  }

  function update() {
    const source = microphone.track;
    const isMuted = call.phase === 'in-call' && source !== null && !source.isStopped &&
      !microphone.isWanted && microphone.problem === null;
    if (!isMuted) {
      stop();
      notices.show('muted', '');
      return;
    }
    if (watch) return;
    // What is sent stays silent; this copy never leaves the page.
    const track = source.mediaStreamTrack.clone();
    track.enabled = true;
    const meter = new Meter(track);
    let loud = 0;
    const timer = setInterval(() => {
      loud = meter.level > VOICE ? loud + 1 : Math.max(0, loud - 2);
      if (loud >= ENOUGH) notices.show('muted', t('device.speaking-while-muted'));
    }, PERIOD_MS);
    watch = { track, meter, timer };
  }

  microphone.addEventListener('change', update);
  call.addEventListener('change', update);
}
