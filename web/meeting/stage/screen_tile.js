/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { t } from '../../i18n/translate.js';
import { SCREEN, SCREEN_SOUND } from '../screen_names.js';
import { Tile } from './tile.js';

const CHANGES = /** @type {const} */ ([
  'trackSubscribed', 'trackUnsubscribed', 'trackPublished', 'trackUnpublished', 'trackStarted',
]);

/** Another participant's shared screen, with its sound. */
export class ScreenTile extends Tile {
  /** @override @type {'person' | 'screen'} */
  content = 'screen';
  #participant;

  /** @param {RemoteParticipant} participant */
  constructor(participant) {
    super();
    this.#participant = participant;
    this.element.classList.add('is-screen');
    this.element.dataset.screen = participant.sid;
    this.setMicrophone(true);
    this.setName(participant.identity, t('tile.screen', { name: participant.identity }));
    for (const change of CHANGES) participant.on(change, () => this.#update());
    this.#update();
  }

  #update() {
    const { audioTracks, videoTracks } = this.#participant;
    const video = named(videoTracks, SCREEN);
    this.play('audio', named(audioTracks, SCREEN_SOUND)?.track ?? null);
    this.play('video', video?.track ?? null);
    this.setCamera(Boolean(video?.track?.isStarted));
  }
}

/**
 * @template {{ trackName: string }} T
 * @param {Map<string, T>} publications
 * @param {string} name
 */
function named(publications, name) {
  return [...publications.values()].find(({ trackName }) => trackName === name);
}
