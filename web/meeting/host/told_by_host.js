/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { LocalTrack } from '../../../client-wasm/api/local_participant.js' */
/** @import { MessageKey } from '../../i18n/translate.js' */
import { create } from '../../common/create.js';
import { byId } from '../../common/elements.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { isOfScreen, SCREEN } from '../screen_names.js';

/** What everyone is told when a host changes it. */
const SETTINGS = /** @type {const} */ ([
  ['isLocked', 'host.locked', 'host.unlocked'],
  ['hasWaitingRoom', 'host.waiting-room-on', 'host.waiting-room-off'],
  ['hasPassword', 'host.password-on', 'host.password-off'],
]);

/**
 * Reports what hosts do to the room and to this person, and when this person becomes host; and to a host, that somebody
 * guesses the password. @param {MeetingPage} page */
export function installToldByHost(page) {
  const { call, announcer, notices } = page;
  call.addEventListener('left', () => notices.show('passwords', ''));
  call.addEventListener('entered', () => {
    const { room } = call;
    if (!room) return;
    const { localParticipant } = room;
    let before = { isLocked: room.isLocked, hasWaitingRoom: room.hasWaitingRoom, hasPassword: room.hasPassword };
    room.on('settingsChanged', () => {
      for (const [setting, on, off] of SETTINGS) {
        if (room[setting] !== before[setting]) announcer.show(t(room[setting] ? on : off));
      }
      before = { isLocked: room.isLocked, hasWaitingRoom: room.hasWaitingRoom, hasPassword: room.hasPassword };
    });
    localParticipant.on('hostChanged', () => {
      if (localParticipant.isHost) announcer.show(t('host.is-you'));
    });
    let wrong = 0;
    room.on('wrongPasswords', (/** @type {number} */ count) => {
      wrong += count;
      notices.show('passwords', t('host.wrong-passwords', { count: wrong }), 'danger');
    });
    localParticipant.on('mutedByHost', (/** @type {LocalTrack} */ track) => muted(page, track));
  });
  const sign = byId('room-sign', HTMLElement);
  call.addEventListener('change', () => {
    const isLocked = call.room?.isLocked ?? false;
    sign.hidden = !isLocked;
    if (!isLocked || sign.childElementCount > 0) return;
    sign.title = t('host.locked');
    sign.append(icon('lock'), create('span', { className: 'visually-hidden', text: t('host.locked') }));
  });
}

/** @param {MeetingPage} page @param {LocalTrack} track */
function muted({ microphone, camera, notices }, track) {
  if (isOfScreen(track.name)) {
    if (track.name === SCREEN) notices.show('screen', t('host.screen-off-by'));
    return;
  }
  const isAudio = track.kind === 'audio';
  const device = isAudio ? microphone : camera;
  device.setWanted(false);
  /** @type {MessageKey} */
  const words = isAudio ? 'host.microphone-off-by' : 'host.camera-off-by';
  const subject = `${device.kind}-by-host`;
  notices.show(subject, t(words));
  // Said once; whoever has switched it on again needs it no more.
  const done = () => {
    if (!device.isWanted) return;
    device.removeEventListener('change', done);
    notices.show(subject, '');
  };
  device.addEventListener('change', done);
}
