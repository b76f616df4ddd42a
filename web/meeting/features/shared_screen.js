/** @import { LocalMediaTrack } from '../../../client-wasm/api/local_media_track.js' */
/** @import { Announcer } from '../announcer.js' */
/** @import { Call } from '../call.js' */
/** @import { Notices } from '../notices.js' */
import { LocalAudioTrack, LocalVideoTrack } from '../../../client-wasm/api/index.js';
import { isAllowedInFrame } from '../../common/frame_policy.js';
import { singleFlight } from '../../common/one_at_a_time.js';
import { t } from '../../i18n/translate.js';
import { SCREEN, SCREEN_SOUND } from '../screen_names.js';
import { screenProblem } from './screen_problem.js';

/** Enough for text and slides; a mesh sends it to everyone anew. */
const WANTED = {
  video: { frameRate: { max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
  audio: true,
  // The others would see themselves once more; browsers that know this leave the meeting's own tab out.
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
};

/** Tells this tab from all others. */
const HANDLE = crypto.getRandomValues(new Uint32Array(4)).join();

/** What is shared, where that is worth a word. @typedef {'own-tab' | 'monitor' | 'other'} Surface */

/** One's screen, a window or a tab, with its sound, as the others see it. Emits "change" when it comes and goes. */
export class SharedScreen extends EventTarget {
  /** @type {LocalMediaTrack[]} */
  #tracks = [];
  /** @type {Surface} */
  surface = 'other';
  #call;
  #announcer;
  #notices;

  /** @param {{ call: Call, announcer: Announcer, notices: Notices }} page */
  constructor({ call, announcer, notices }) {
    super();
    this.#call = call;
    this.#announcer = announcer;
    this.#notices = notices;
    // A page in somebody else's frame cannot mark the tab.
    if (window.top === window) /** @type {any} */ (navigator.mediaDevices)?.setCaptureHandleConfig?.({ handle: HANDLE, permittedOrigins: [location.origin] });
    call.addEventListener('left', () => this.stop());
    call.addEventListener('entered', () => {
      call.room?.localParticipant.on('mutedByHost', (/** @type {LocalMediaTrack} */ track) => {
        if (this.#tracks.includes(track)) this.stop();
      });
    });
  }

  /** Phones' browsers have no such thing. */
  get isPossible() {
    return navigator.mediaDevices?.getDisplayMedia !== undefined;
  }

  get isOn() {
    return this.#tracks.length > 0;
  }

  /** Asks the person which. The browser asks as often as it is told to, and each answer would be one more screen. */
  start = singleFlight(() => this.#start());

  stop() {
    const stopped = this.#tracks;
    this.#tracks = [];
    for (const track of stopped) {
      this.#call.unpublish(track);
      track.stop();
    }
    if (stopped.length > 0) this.#announcer.say(t('screen.is-off'));
    this.#changed();
  }

  async #start() {
    const { room } = this.#call;
    if (!room || !this.isPossible || this.isOn) return;
    try {
      const media = await navigator.mediaDevices.getDisplayMedia(WANTED);
      this.#watch(media);
      this.#tracks = media.getTracks().map(asNamedTrack);
    } catch (error) {
      const problem = screenProblem(error, isAllowedInFrame('display-capture'));
      this.#notices.show('screen', problem === null ? '' : t(`screen.${problem}`));
      return;
    }
    // It was meant for the call in which it was asked for.
    if (this.#call.room !== room) return this.stop();
    this.#notices.show('screen', '');
    // The browser has a button of its own that ends it.
    for (const track of this.#tracks) track.on('stopped', () => this.stop());
    this.#changed();
    try {
      await Promise.all(this.#tracks.map((track) => this.#call.publish(track)));
    } catch {
      this.#notices.show('screen', t('screen.failed'));
      return this.stop();
    }
    if (this.isOn) this.#announcer.say(t('screen.is-on'));
  }

  /** The browser has a button by which the person goes on to another surface. @param {MediaStream} media */
  #watch(media) {
    const [track] = media.getVideoTracks();
    const look = () => {
      this.surface = surfaceOf(media);
      this.#changed();
    };
    for (const event of ['capturehandlechange', 'configurationchange']) track?.addEventListener(event, look);
    this.surface = surfaceOf(media);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** @param {MediaStream} media @returns {Surface} */
function surfaceOf(media) {
  /** @type {any} */
  const [track] = media.getVideoTracks();
  if (track?.getCaptureHandle?.()?.handle === HANDLE) return 'own-tab';
  return track?.getSettings().displaySurface === 'monitor' ? 'monitor' : 'other';
}

/** @param {MediaStreamTrack} track */
function asNamedTrack(track) {
  // Letters stay sharp; only a film would rather be fluent.
  if (track.kind === 'video') track.contentHint = 'detail';
  return track.kind === 'video'
    ? new LocalVideoTrack(track, { name: SCREEN })
    : new LocalAudioTrack(track, { name: SCREEN_SOUND });
}
