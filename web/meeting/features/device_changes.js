/** @import { MeetingPage } from '../meeting_page.js' */
/** @import { Device } from '../devices/device.js' */
import { isAllowedInFrame } from '../../common/frame_policy.js';
import { coalesced } from '../../common/one_at_a_time.js';
import { t } from '../../i18n/translate.js';
import { endedWords } from '../call_words.js';
import { NAMES } from '../devices/chosen_device.js';
import { mediaProblemWords } from '../devices/media_words.js';

/** Shorter silences are a device's own, as while a machine is busy. */
const SILENCE_MS = 1500;

/**
 * Reports problems with devices, and when another one takes over. Releases them after the call.
 * @param {MeetingPage} page
 */
export function installDeviceChanges({ microphone, camera, notices, announcer, call }) {
  const devices = [microphone, camera];
  for (const device of devices) {
    const name = NAMES[device.kind];
    let wasOn = device.isWanted;
    device.addEventListener('change', () => {
      notices.show('media', mediaProblemWords({ audio: problemOf(microphone), video: problemOf(camera) }));
      const standsIn = device.isStandIn && device.isOn;
      notices.show(`${name}-stand-in`, standsIn ? t(`device.${name}-stand-in`, { name: device.label }) : '');
      if (wasOn === device.isWanted) return;
      wasOn = device.isWanted;
      if (call.phase === 'in-call') announcer.say(t(`device.${name}-is-${wasOn ? 'on' : 'off'}`));
    });
    device.addEventListener('replaced', () => {
      // The message about a stand-in says it already.
      if (!device.isStandIn) announcer.show(t('device.replaced', { kind: t(`device.${name}`), name: device.label }));
    });
    tellOfSilence(device, (words) => notices.show(`${name}-muted`, words));
  }
  // Who has gone on without knows; what is said then is about the call, and faces are behind it.
  call.addEventListener('entered', () => {
    for (const subject of ['media', 'microphone-stand-in', 'camera-stand-in']) notices.putAway(subject);
  });
  call.addEventListener('left', () => {
    // People who lost the connection are about to come back; those who have left must no longer be seen or heard.
    if (call.error !== null && endedWords(call.error) === null) return;
    for (const device of devices) device.release();
  });
  const look = coalesced(async () => {
    const connected = await navigator.mediaDevices.enumerateDevices();
    for (const device of devices) {
      // One that was missing may have just been plugged in.
      if (device.problem === 'missing') device.setWanted(true);
      else device.noteConnected(connected.map(({ deviceId }) => deviceId));
    }
  });
  navigator.mediaDevices?.addEventListener?.('devicechange', look);
}

/** @param {Device} device */
function problemOf({ kind, problem }) {
  return problem === 'denied' && !isAllowedInFrame(NAMES[kind]) ? 'framed' : problem;
}

/**
 * Tells of a device that is on, and yet silent or dark for a while.
 * @param {Device} device
 * @param {(words: string) => void} tell '' when that is over
 */
function tellOfSilence(device, tell) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  device.addEventListener('change', () => {
    if (!device.isMutedBySystem) {
      clearTimeout(timer);
      timer = undefined;
      tell('');
    } else {
      timer ??= setTimeout(() => tell(t(`device.${NAMES[device.kind]}-muted-by-system`)), SILENCE_MS);
    }
  });
}
