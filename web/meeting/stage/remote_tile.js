/** @import { RemoteParticipant } from '../../../client-wasm/api/remote_participant.js' */
import { connectionWords } from '../call_words.js';
import { isOfScreen } from '../screen_names.js';
import { Tile } from './tile.js';

const CHANGES = /** @type {const} */ ([
  'trackPublished',
  'trackUnpublished',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackEnabled',
  'trackDisabled',
  'trackStarted',
  'trackSwitchedOff',
  'trackSwitchedOn',
  'reconnecting',
  'reconnected',
  'unreachable',
  'reachable',
]);

/** The tile of another participant, which follows what that one publishes. */
export class RemoteTile extends Tile {
  #participant;

  /** @param {RemoteParticipant} participant */
  constructor(participant) {
    super();
    this.#participant = participant;
    this.element.dataset.participant = participant.sid;
    this.setName(participant.identity);
    for (const change of CHANGES) participant.on(change, () => this.#update());
    this.#update();
  }

  #update() {
    const audio = ofPerson(this.#participant.audioTracks);
    const video = ofPerson(this.#participant.videoTracks);
    this.play('audio', audio?.track ?? null);
    this.play('video', video?.track ?? null);
    this.setConnection(connectionWords(this.#participant));
    this.setMicrophone(audio?.isTrackEnabled ?? false);
    // Until a picture has come, or while none comes, the initials are a better sight than a black tile.
    const shows = video?.isTrackEnabled && video.track?.isStarted && !video.track.isSwitchedOff;
    this.setCamera(Boolean(shows), video?.isTrackEnabled ?? false);
  }
}

/**
 * The first that is not a shared screen's: that one has a tile of its own.
 * @template {{ trackName: string }} T
 * @param {Map<string, T>} publications
 * @returns {T | undefined}
 */
function ofPerson(publications) {
  return [...publications.values()].find(({ trackName }) => !isOfScreen(trackName));
}
