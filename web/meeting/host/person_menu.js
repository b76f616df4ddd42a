/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { IconName } from '../../common/icons.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';
import { SCREEN } from '../screen_names.js';

/** What a host can do about somebody. */
export class PersonMenu {
  #dialog = new Dialog({ id: 'person-menu', title: 'people.title', className: 'menu' });

  /** @param {RemoteParticipant} participant */
  open(participant) {
    const { identity, audioTracks, videoTracks } = participant;
    const isHeard = [...audioTracks.values()].some(({ isTrackEnabled }) => isTrackEnabled);
    const seen = [...videoTracks.values()].filter(({ isTrackEnabled }) => isTrackEnabled);
    const shares = seen.some(({ trackName }) => trackName === SCREEN);
    this.#dialog.setTitle(identity);
    this.#dialog.body.replaceChildren();
    if (isHeard) this.#add('microphone-off', t('host.mute'), () => participant.mute('audio'));
    if (seen.length > 0) {
      this.#add('camera-off', t(shares ? 'host.mute-screen' : 'host.mute-camera'), () => participant.mute('video'));
    }
    if (!isHeard && seen.length === 0) {
      this.#dialog.body.append(create('p', { className: 'form-text menu-text', text: t('host.nothing-to-mute') }));
    }
    this.#add('person-remove', t('host.remove'), () => participant.remove()).classList.add('is-grave');
    this.#dialog.open();
  }

  /** Of somebody who has left there is nothing to choose. */
  close() {
    this.#dialog.close();
  }

  /**
   * @param {IconName} iconName
   * @param {string} words
   * @param {() => void} act
   */
  #add(iconName, words, act) {
    const button = createButton({ className: 'btn control' }, () => {
      this.#dialog.close();
      act();
    }, icon(iconName), create('span', { text: words }));
    this.#dialog.body.append(button);
    return button;
  }
}
