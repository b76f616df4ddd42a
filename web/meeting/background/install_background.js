/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { ProcessorOptions } from '../../../client-wasm/platform/video_processing.js' */
/** @import { LocalVideoTrack } from '../../../client-wasm/api/local_video_track.js' */
import { changeSettings, settings, SETTINGS_CHANGED } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { BackgroundProcessor } from './background_processor.js';
import { keptPicture } from './kept_picture.js';

/** Where the browser has frames for the library, they are not copied. @type {ProcessorOptions} */
const INPUT = { inputFrameBufferType: 'MediaStreamTrackProcessor' in globalThis ? 'videoframe' : 'canvas' };

/** Blurs what is behind the person, or puts a picture there, if the person has chosen so. @param {MeetingPage} page */
export function installBackground({ camera, notices }) {
  /** @type {BackgroundProcessor | null} */
  let processor = null;
  /** What is behind the person, or will be once it is loaded. */
  let shown = '';

  const track = () => /** @type {LocalVideoTrack | null} */ (camera.track);

  function follow() {
    const chosen = settings().background ?? '';
    if (!chosen) remove();
    else if (camera.isOn || processor) tryToShow(chosen);
  }

  /** @param {string} chosen */
  function tryToShow(chosen) {
    try {
      show(chosen);
    } catch (error) {
      console.warn('Parley: the background cannot be changed.', error);
      fail();
    }
  }

  /** @param {string} chosen */
  function show(chosen) {
    processor ??= create();
    const using = track();
    if (using && !using.isStopped && using.processor !== processor) using.addProcessor(processor, INPUT);
    if (chosen === shown) return;
    shown = chosen;
    processor.setBehind(chosen === 'picture' ? keptPicture() : Promise.resolve(null));
  }

  function create() {
    const made = new BackgroundProcessor();
    made.addEventListener('slow', () => notices.show('background', t('background.slow')));
    made.addEventListener('failed', () => {
      if (made === processor) fail();
    });
    return made;
  }

  /** Others are not to see what the person wanted hidden. */
  function fail() {
    camera.setWanted(false);
    changeSettings({ background: undefined });
    notices.show('background', t('background.failed'), 'danger');
  }

  function remove() {
    if (!processor) return;
    const using = track();
    if (using?.processor === processor) using.removeProcessor(processor);
    processor.close();
    processor = null;
    shown = '';
    notices.show('background', '');
  }

  notices.setAction('background', t('background.turn-off'), () => {
    changeSettings({ background: undefined });
  });
  addEventListener(SETTINGS_CHANGED, () => {
    // Of one's own picture there may be another.
    if (shown === 'picture') shown = '';
    follow();
  });
  camera.addEventListener('track', follow);
  camera.addEventListener('change', follow);
}
