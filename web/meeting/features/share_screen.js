/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { LocalMediaTrack } from '../../../client-wasm/api/local_media_track.js' */
import { LocalAudioTrack, LocalVideoTrack } from '../../../client-wasm/api/index.js';
import { isAllowedInFrame } from '../../common/frame_policy.js';
import { singleFlight } from '../../common/one_at_a_time.js';
import { t } from '../../i18n/translate.js';
import { screenProblem } from './screen_problem.js';
import { SCREEN, SCREEN_SOUND } from '../screen_names.js';

/** Enough for text and slides; a mesh sends it to everyone anew. */
const WANTED = {
  video: { frameRate: { max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
  audio: true,
};

/** Shows one's screen, a window or a tab to the others, with its sound. @param {MeetingPage} page */
export function installShareScreen({ call, controls, announcer, notices }) {
  // Phones' browsers have no such thing.
  if (!navigator.mediaDevices?.getDisplayMedia) return;
  /** @type {LocalMediaTrack[]} */
  let tracks = [];

  const control = controls.add({
    id: 'share-screen',
    icon: 'screen',
    label: 'screen.share',
    key: 's',
    place: 'wide',
    order: 100,
    act: () => (tracks.length > 0 ? stop() : start()),
  });

  function show() {
    const isSharing = tracks.length > 0;
    control.set({
      pressed: isSharing,
      state: t(isSharing ? 'screen.is-on' : 'screen.is-off'),
      action: t(isSharing ? 'screen.stop' : 'screen.share'),
    });
  }

  // The browser asks as often as it is told to, and each answer is one more screen.
  const start = singleFlight(async () => {
    const { room } = call;
    try {
      const media = await navigator.mediaDevices.getDisplayMedia(WANTED);
      tracks = media.getTracks().map(asNamedTrack);
    } catch (error) {
      const problem = screenProblem(error, isAllowedInFrame('display-capture'));
      notices.show('screen', problem === null ? '' : t(`screen.${problem}`));
      return;
    }
    // It was meant for the call in which it was asked for.
    if (!room || call.room !== room) return stop();
    notices.show('screen', '');
    // The browser has a button of its own that ends it.
    for (const track of tracks) track.on('stopped', stop);
    show();
    try {
      await Promise.all(tracks.map((track) => call.publish(track)));
    } catch {
      notices.show('screen', t('screen.failed'));
      return stop();
    }
    if (tracks.length > 0) announcer.say(t('screen.is-on'));
  });

  function stop() {
    const stopped = tracks;
    tracks = [];
    for (const track of stopped) {
      call.unpublish(track);
      track.stop();
    }
    if (stopped.length > 0) announcer.say(t('screen.is-off'));
    show();
  }

  call.addEventListener('left', stop);
  call.addEventListener('entered', () => {
    call.room?.localParticipant.on('mutedByHost', (/** @type {LocalMediaTrack} */ track) => {
      if (tracks.includes(track)) stop();
    });
  });
  show();
}

/** @param {MediaStreamTrack} track */
function asNamedTrack(track) {
  // Letters stay sharp; only a film would rather be fluent.
  if (track.kind === 'video') track.contentHint = 'detail';
  return track.kind === 'video'
    ? new LocalVideoTrack(track, { name: SCREEN })
    : new LocalAudioTrack(track, { name: SCREEN_SOUND });
}
