/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Call } from '../call.js' */
/** @import { IconName } from '../../common/icons.js' */
import { create, createButton } from '../../common/create.js';
import { icon } from '../../common/icons.js';
import { t } from '../../i18n/translate.js';
import { Dialog } from '../dialogs/dialog.js';
import { SCREEN } from '../screen_names.js';

/** What a host can do about somebody. */
export class PersonMenu {
  #call;
  #dialog = new Dialog({ id: 'person-menu', title: 'people.title', className: 'menu' });

  /** @param {Call} call */
  constructor(call) {
    this.#call = call;
  }

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
      this.#tell(t('host.nothing-to-mute'));
    }
    this.#add('person-remove', t('host.remove'), () => this.#askToRemove(participant)).classList.add('is-grave');
    this.#dialog.open();
  }

  /** Of somebody who has left there is nothing to choose. */
  close() {
    this.#dialog.close();
  }

  /** Removing alone keeps out only whom a token names. @param {RemoteParticipant} participant */
  #askToRemove(participant) {
    const isLocked = this.#call.room?.isLocked ?? true;
    this.#dialog.setTitle(t('host.remove-sure', { name: participant.identity }));
    this.#dialog.body.replaceChildren();
    if (!isLocked) {
      this.#tell(t('host.remove-about'));
      this.#add('lock', t('host.remove-and-lock'), () => {
        this.#call.room?.setLocked(true);
        participant.remove();
      }).classList.add('is-grave');
    }
    this.#add('person-remove', t('host.remove-now'), () => participant.remove()).classList.add('is-grave');
    this.#dialog.open();
  }

  /** @param {string} words */
  #tell(words) {
    this.#dialog.body.append(create('p', { className: 'form-text menu-text', text: words }));
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
