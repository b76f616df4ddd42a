/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Volumes } from './volumes.js' */
import { create } from '../../common/create.js';
import { numberIn, t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';

/** In percent. */
const STEP = 5;

/** A slider for how loud one participant is. */
export class VolumeDialog {
  #dialog = new Dialog({ id: 'volume', title: 'volume.title' });
  #volumes;
  /** @type {RemoteParticipant | null} */
  #participant = null;
  #slider = create('input', {
    className: 'form-range',
    attributes: { type: 'range', id: 'volume-slider', min: '0', max: '100', step: String(STEP), 'aria-describedby': 'volume-about' },
  });
  #level = create('output', { className: 'volume-level', attributes: { for: 'volume-slider' } });

  /** @param {Volumes} volumes */
  constructor(volumes) {
    this.#volumes = volumes;
    const label = create('label', { className: 'form-label', text: t('volume.title'), attributes: { for: 'volume-slider' } });
    const about = create('p', { className: 'form-text', text: t('volume.about'), attributes: { id: 'volume-about' } });
    this.#dialog.body.append(label, create('div', { className: 'volume' }, this.#slider, this.#level), about);
    this.#slider.addEventListener('input', () => {
      if (this.#participant) this.#volumes.set(this.#participant, this.#slider.valueAsNumber / 100);
      this.#show();
    });
  }

  /** @param {RemoteParticipant} participant */
  open(participant) {
    this.#participant = participant;
    this.#dialog.setTitle(t('volume.of', { name: participant.identity }));
    this.#slider.value = String(Math.round(this.#volumes.of(participant) * 100));
    this.#show();
    this.#dialog.open();
  }

  /** @param {RemoteParticipant} participant who has left */
  closeFor(participant) {
    if (participant === this.#participant) this.#dialog.close();
  }

  #show() {
    const words = numberIn(this.#slider.valueAsNumber / 100, { style: 'percent' });
    this.#level.textContent = words;
    this.#slider.setAttribute('aria-valuetext', words);
  }
}
