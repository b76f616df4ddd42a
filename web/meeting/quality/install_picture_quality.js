/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { LocalVideoTrack } from '../../../client-wasm/api/local_video_track.js' */
import { create } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { changeSettings, SETTINGS_CHANGED } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { forEveryone } from '../call.js';
import { chosenQuality, constraintsForLines, linesToCapture } from './picture_size.js';

/** Cameras take a moment to change the size: not each time somebody looks elsewhere for a while. */
const SHRINK_AFTER_MS = 10_000;

/**
 * Carries out which quality the person has chosen: what is asked of the room, how large the camera captures, and
 * that with sound only there are no pictures either way.
 * @param {MeetingPage} page
 */
export function installPictureQuality({ call, camera, tiles, announcer }) {
  let quality = chosenQuality();
  /** Whether the camera was on before there was to be sound only. */
  let wasOn = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let shrinking;
  let captured = 0;

  /** Those who are sent the camera's picture now. */
  const publication = () =>
    [...(call.room?.localParticipant.videoTracks.values() ?? [])].find(({ track }) => track === camera.track);

  function capture() {
    const lines = linesToCapture(quality, call.size, publication()?.largestHeight ?? 0);
    clearTimeout(shrinking);
    if (lines >= captured) apply(lines);
    else shrinking = setTimeout(() => apply(lines), SHRINK_AFTER_MS);
  }

  /** @param {number} lines */
  function apply(lines) {
    const track = camera.track?.mediaStreamTrack;
    captured = lines;
    if (track?.readyState !== 'live' || track.getConstraints().height === undefined) return;
    if (JSON.stringify(track.getConstraints().height) === JSON.stringify({ ideal: lines })) return;
    // A camera that cannot goes on as it is.
    track.applyConstraints(constraintsForLines(lines)).catch(() => {});
  }

  function mark() {
    document.body.toggleAttribute('data-sound-only', quality === 'sound-only');
    for (const { sid } of call.others) markTile(sid);
  }

  /** @param {string} sid */
  function markTile(sid) {
    tiles.get(sid)?.setSign('sound-only', quality === 'sound-only' ? soundOnlySign() : null);
  }

  function follow() {
    const before = quality;
    quality = chosenQuality();
    if (before === quality) return;
    call.room?.setVideoQuality(quality);
    if (quality === 'sound-only') {
      wasOn = camera.isWanted;
      camera.setWanted(false);
    } else if (before === 'sound-only' && wasOn) {
      camera.setWanted(true);
    }
    mark();
    capture();
  }

  addEventListener(SETTINGS_CHANGED, follow);
  camera.addEventListener('change', () => {
    // Whoever switches the camera on wants to be seen.
    if (quality === 'sound-only' && camera.isOn) {
      wasOn = false;
      changeSettings({ quality: undefined });
      announcer.show(t('pictures.on-again'));
    }
    capture();
  });
  call.addEventListener('change', capture);
  call.addEventListener('entered', () => {
    // It may have been chosen while the way in was asked for.
    call.room?.setVideoQuality(quality);
    call.room?.localParticipant.on('trackPublished', (published) => {
      if (published.track === /** @type {LocalVideoTrack | null} */ (camera.track)) watch();
    });
    watch();
  });
  const watch = () => publication()?.on('largestHeightChanged', capture);
  forEveryone(call, { came: ({ sid }) => markTile(sid) });
  if (quality === 'sound-only') camera.setWanted(false);
  mark();
}

function soundOnlySign() {
  const words = create('span', { className: 'visually-hidden', text: t('pictures.none') });
  return create('span', { className: 'tile-sound-only', attributes: { title: t('pictures.none') } }, icon('camera-off'), words);
}
