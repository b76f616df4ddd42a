/** @import { Device } from '../devices/device.js' */
import { settings, SETTINGS_CHANGED } from '../../common/settings.js';
import { t } from '../../i18n/translate.js';
import { Tile } from './tile.js';

/** The local tile: the preview before the call, and one of the tiles in it. */
export class LocalTile extends Tile {
  #devices;

  /** @param {{ microphone: Device, camera: Device }} devices */
  constructor(devices) {
    super();
    this.#devices = devices;
    this.element.id = 'local';
    this.rename('');
    for (const device of Object.values(devices)) {
      device.addEventListener('change', () => this.#update());
    }
    addEventListener(SETTINGS_CHANGED, () => this.#update());
    this.#update();
  }

  /** @param {string} name '' while it is not known */
  rename(name) {
    if (name) this.setName(name, t('tile.you', { name }));
    else this.setName(t('tile.me'));
  }

  #update() {
    const { microphone, camera } = this.#devices;
    this.play('video', camera.track);
    this.setCamera(camera.isOn);
    this.setMicrophone(microphone.isWanted);
    // One knows oneself from the mirror; a camera that looks ahead shows what others see.
    const { facingMode } = camera.track?.mediaStreamTrack.getSettings?.() ?? {};
    const isMirrored = settings().mirror !== false && facingMode !== 'environment';
    this.element.classList.toggle('is-mirrored', isMirrored);
  }
}
