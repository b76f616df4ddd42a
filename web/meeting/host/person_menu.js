/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
/** @import { Answer } from '../dialogs/question.js' */
/** @import { MeetingPage } from '../meeting_page.js' */
import { t } from '../../i18n/translate.js';
import { Question } from '../dialogs/question.js';
import { Menu } from '../menus/menu.js';
import { SCREEN } from '../screen_names.js';

/** What can be done about somebody, by hosts more than by others. */
export class PersonMenu {
  #call;
  #hands;
  #security;
  #volumes;
  #menu = new Menu({ id: 'person-menu', title: 'people.title', placement: 'bottom-end' });
  #question = new Question({ id: 'remove-question', title: 'host.remove' });

  /** @param {MeetingPage} page */
  constructor({ call, hands, securityDialog, volumes }) {
    this.#call = call;
    this.#hands = hands;
    this.#security = securityDialog;
    this.#volumes = volumes;
  }

  /**
   * @param {RemoteParticipant} participant
   * @param {HTMLElement} opener
   */
  open(participant, opener) {
    const menu = this.#menu;
    menu.setTitle(participant.identity);
    menu.body.replaceChildren();
    menu.tell('');
    const { isHost } = this.#call;
    if (isHost && this.#hands.queue.includes(participant)) {
      menu.addItem('hand', t('hand.lower-this'), () => this.#hands.lower(participant));
    }
    if (isHost) this.#addMuteItems(participant);
    if (this.#volumes.isPossible) menu.addItem('speaker', t('volume.title'), () => this.#volumes.ask(participant));
    menu.addItem('shield', t('security.compare'), () => this.#security.open(participant));
    if (isHost) {
      menu.addItem('person-remove', t('host.remove'), () => this.#askToRemove(participant)).classList.add('is-grave');
    }
    menu.open(opener);
  }

  /** @param {RemoteParticipant} participant */
  #addMuteItems(participant) {
    const { audioTracks, videoTracks } = participant;
    const isHeard = [...audioTracks.values()].some(({ isTrackEnabled }) => isTrackEnabled);
    const seen = [...videoTracks.values()].filter(({ isTrackEnabled }) => isTrackEnabled);
    const shares = seen.some(({ trackName }) => trackName === SCREEN);
    const menu = this.#menu;
    menu.tell(isHeard || seen.length > 0 ? '' : t('host.nothing-to-mute'));
    if (isHeard) menu.addItem('microphone-off', t('host.mute'), () => participant.mute('audio'));
    if (seen.length > 0) {
      menu.addItem('camera-off', t(shares ? 'host.mute-screen' : 'host.mute-camera'), () => participant.mute('video'));
    }
  }

  /** There are no options for somebody who has left. */
  close() {
    this.#menu.close();
    this.#question.close();
  }

  /** Without a lock, removal only keeps out people who are named by a token. @param {RemoteParticipant} participant */
  #askToRemove(participant) {
    const isLocked = this.#call.room?.isLocked ?? true;
    /** @type {Answer[]} */
    const answers = [{ icon: 'person-remove', words: t('host.remove-now'), act: () => participant.remove() }];
    if (!isLocked) {
      answers.unshift({
        icon: 'lock',
        words: t('host.remove-and-lock'),
        act: () => {
          this.#call.room?.setLocked(true);
          participant.remove();
        },
      });
    }
    const title = t('host.remove-sure', { name: participant.identity });
    this.#question.ask({ title, about: isLocked ? '' : t('host.remove-about'), answers });
  }
}
