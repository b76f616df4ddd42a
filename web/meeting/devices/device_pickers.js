/** @import { Device } from './device.js' */
import { create, createButton } from '../../common/create.js';
import { fillOptions, selectField } from '../../common/fields.js';
import { icon } from '../../common/icons.js';
import { coalesced } from '../../common/one_at_a_time.js';
import { changeSettings, settings } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { canChooseSpeaker } from './speaker.js';
import { playTestSound } from './test_sound.js';

/** @typedef {'audioinput' | 'videoinput' | 'audiooutput'} Kind */

/**
 * Fields to choose microphone, camera and speaker. They follow what is plugged in and out.
 * @param {HTMLElement} place
 * @param {{ microphone: Device, camera: Device }} devices
 * @returns {() => void} ends the following
 */
export function addDevicePickers(place, { microphone, camera }) {
  const pickers = [
    picker('audioinput', t('device.microphone'), () => microphone.deviceId, (id) => microphone.choose(id)),
    picker('videoinput', t('device.camera'), () => camera.deviceId, (id) => camera.choose(id)),
  ];
  if (canChooseSpeaker()) {
    pickers.push(picker('audiooutput', t('device.speaker'), () => settings().speaker ?? '',
      (id) => changeSettings({ speaker: id || undefined })));
  }
  const label = create('span', { text: t('device.test-sound') });
  const test = createButton({ className: 'btn btn-quiet test-sound' }, playTestSound, icon('speaker'), label);
  place.append(...pickers.map(({ element }) => element), test);

  const fill = coalesced(async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    for (const { fill: fillPicker } of pickers) fillPicker(devices);
  });
  const following = new AbortController();
  const { signal } = following;
  navigator.mediaDevices?.addEventListener?.('devicechange', fill, { signal });
  for (const device of [microphone, camera]) device.addEventListener('change', fill, { signal });
  fill();
  return () => following.abort();
}

/**
 * @param {Kind} kind
 * @param {string} label
 * @param {() => string} current the id of the one in use, or that will be
 * @param {(deviceId: string) => void} choose
 */
function picker(kind, label, current, choose) {
  const { element, select } = selectField(label, [], '', choose);
  select.dataset.device = kind;
  /** @param {MediaDeviceInfo[]} devices */
  const fill = (devices) => {
    const ofKind = devices.filter((device) => device.kind === kind && device.deviceId !== '');
    const options = ofKind.map(({ deviceId, label: name }, index) => ({
      value: deviceId,
      text: name || t('device.unnamed', { kind: label, number: index + 1 }),
    }));
    // Until permission is given, browsers tell neither names nor ids.
    if (options.length === 0) options.push({ value: '', text: t('device.system-default') });
    fillOptions(select, options, current());
    select.disabled = ofKind.length === 0;
  };
  return { element, fill };
}
